"""Documents: a slot for each, files checked as they come, pictures of them made by us."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kaitak.service.applications.models import Part
from kaitak.service.applications.selectors import full_name, may_see_file
from kaitak.service.applications.services import add_file, remove_file, replace_file, save_page
from kaitak.service.documents import selectors as documents
from kaitak.service.documents.errors import NoSuchPage
from kaitak.service.documents.models import Upload
from kaitak.service.documents.services import LIMIT_BYTES, read_passport
from kaitak.service.pages.questions.display import answer_text
from kaitak.service.pages.questions.procedures import writer
from kaitak.service.pages.shapes import Slot, SlotFile
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.filing.frame import Filing, filing_view
from kaitak.service.portals.filing.passports import Offer, offers_from

Errors = Mapping[str, Sequence[str]]


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def show(filing: Filing, part: UUID) -> HttpResponse:
    """Show the slots of a part; take a file into one of them."""
    row = filing.part(part)
    if filing.request.method != "POST":
        return _page(filing, row, {})
    slot, file = filing.request.POST.get("slot", ""), filing.request.FILES.get("file")
    if file is None:
        return _page(filing, row, {slot: [_("Choose a file first.")]})
    try:
        name = file.name or "file"
        add_file(row.pk, slot, filename=name, content=file, by=filing.request.actor, at=filing.now)
    except ServiceError as error:
        return _page(filing, row, {slot: [str(error)]})
    return _back(filing, row, slot)


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def replace(filing: Filing, part: UUID, upload: UUID) -> HttpResponse:
    """Put a file in the place of another; where it is refused the old one stays."""
    row = filing.part(part)
    old = get_object_or_404(Upload, pk=upload, part=str(row.pk), removed_at=None)
    file, errors = filing.request.FILES.get("file"), []
    if filing.request.method == "POST":
        if file is None:
            errors = [_("Choose a file first.")]
        else:
            try:
                name = file.name or "file"
                replace_file(old.pk, filename=name, content=file, by=filing.request.actor, at=filing.now)
            except ServiceError as error:
                errors = [str(error)]
            else:
                return _back(filing, row, old.slot)
    slot = next((one for one in filing.reading(row).slots(row, filing.language) if one.id == old.slot), None)
    shown = Slot(
        old.slot,
        slot.title if slot else old.filename,
        slot.shows if slot else "",
        upload=filing.request.path,
        errors=errors,
        most_bytes=LIMIT_BYTES,
    )
    context = {"slot": shown, "old": old, "back": reverse("filing:documents", args=[filing.group.pk, row.pk])}
    return filing.render("filing/replace.html", context)


@require_POST
@filing_view(only_draft=True)
def remove(filing: Filing, part: UUID, upload: UUID) -> HttpResponse:
    """Take a file out."""
    row = filing.part(part)
    old = get_object_or_404(Upload, pk=upload, part=str(row.pk), removed_at=None)
    remove_file(old.pk, by=filing.request.actor, at=filing.now)
    return _back(filing, row, old.slot)


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def passport(filing: Filing, part: UUID, upload: UUID) -> HttpResponse:
    """Read the lines at the foot of a passport picture, and offer what they say; each is taken only when ticked."""
    row = filing.part(part)
    found = get_object_or_404(Upload, pk=upload, part=str(row.pk), removed_at=None)
    offers = offers_from(read_passport(found), filing.policy.facts)
    if filing.request.method == "POST":
        _take(filing, row, offers, set(filing.request.POST.getlist("take")))
        return _back(filing, row, found.slot)
    write = writer(filing.policy, filing.language, filing.day)
    rows = [
        {
            "offer": offer,
            "label": write(filing.policy.fact(offer.fact).label),
            "read": _written(filing, offer.fact, offer.value),
            "kept": _written(filing, offer.fact, row.answers.get(offer.fact)),
        }
        for offer in offers
    ]
    back = reverse("filing:documents", args=[filing.group.pk, row.pk])
    return filing.render("filing/passport.html", {"rows": rows, "upload": found, "back": back})


def _written(filing: Filing, fact: str, value: object) -> str:
    write = writer(filing.policy, filing.language, filing.day)
    return answer_text(filing.policy.fact(fact), value, language=filing.language, write=write)


def _take(filing: Filing, row: Part, offers: Sequence[Offer], chosen: set[str]) -> None:
    for page in filing.reading(row).pages(row):
        names = {one.fact for one in page.facts}
        raw = {offer.fact: offer.value for offer in offers if offer.fact in names and offer.fact in chosen}
        if raw:
            row.refresh_from_db()
            save_page(row.pk, page.id, raw, version=row.version, by=filing.request.actor, at=filing.now)
    if chosen:
        messages.success(filing.request, _("Taken over. Check it on the pages once more."))


@require_safe
@never_cache
@filing_view()
def picture(filing: Filing, upload: UUID, page: int) -> HttpResponse:
    """Return our picture of a page."""
    try:
        return HttpResponse(documents.picture(_seen(filing, upload), page), content_type="image/jpeg")
    except NoSuchPage as error:
        raise Http404 from error


@require_safe
@never_cache
@filing_view()
def thumbnail(filing: Filing, upload: UUID) -> HttpResponse:
    """Return our small picture of the first page."""
    return HttpResponse(documents.thumbnail(_seen(filing, upload)), content_type="image/jpeg")


@require_safe
@never_cache
@filing_view()
def original(filing: Filing, upload: UUID) -> HttpResponse:
    """Return a file as it came, to save."""
    found = _seen(filing, upload)
    response = HttpResponse(documents.original(found), content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=found.filename)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


def _seen(filing: Filing, upload: UUID) -> Upload:
    found = get_object_or_404(Upload, pk=upload, case=filing.group.case, removed_at=None)
    part = get_object_or_404(Part.objects.select_related("group"), pk=found.part, group=filing.group)
    if not may_see_file(filing.request.actor, part, found.slot):
        raise Http404
    return found


def _back(filing: Filing, row: Part, slot: str) -> HttpResponse:
    response = filing.go("documents", row.pk)
    response.headers["Location"] += f"#slot-{slot}"
    return response


def _page(filing: Filing, row: Part, errors: Errors) -> HttpResponse:
    context = {
        "slots": slots_of(filing, row, errors),
        "name": full_name(row),
        "part": row,
        "back": reverse("filing:tasks", args=[filing.group.pk]),
        "has_errors": bool(errors),
        "passport": documents.uploads_of(filing.group.case, part=str(row.pk))
        .filter(slot__endswith="travel_document")
        .first(),
    }
    return filing.render("filing/documents.html", context, status=422 if errors else 200)


def slots_of(filing: Filing, row: Part, errors: Errors) -> list[Slot]:
    """Return the slots of a part as the page shows them."""
    uploads = list(documents.uploads_of(filing.group.case, part=str(row.pk)))
    address = reverse("filing:documents", args=[filing.group.pk, row.pk])
    return [
        Slot(
            slot.id,
            slot.title,
            slot.shows,
            slot.required,
            exempt_because=slot.exempt_because,
            files=[_file(filing, row, one) for one in uploads if one.slot == slot.id],
            max_files=slot.max_files,
            upload=address,
            errors=errors.get(slot.id, ()),
            most_bytes=LIMIT_BYTES,
        )
        for slot in filing.reading(row).slots(row, filing.language)
    ]


def _file(filing: Filing, row: Part, upload: Upload) -> SlotFile:
    case = filing.group.pk
    return SlotFile(
        upload.filename,
        upload.size,
        upload.pages,
        picture=reverse("filing:thumbnail", args=[case, upload.pk]),
        download=reverse("filing:original", args=[case, upload.pk]),
        replace=reverse("filing:replace", args=[case, row.pk, upload.pk]),
        remove=reverse("filing:remove", args=[case, row.pk, upload.pk]),
    )
