"""Everything on one page to check and print; then the declaration and the signature, part by part."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaitak.service.applications.models import Part
from kaitak.service.applications.selectors import declaration_of, full_name, is_signers_name, signing_capacity
from kaitak.service.applications.services import sign_part
from kaitak.service.applications.types import Mark, Shown
from kaitak.service.documents.selectors import uploads_of
from kaitak.service.pages.questions.procedures import page_rows
from kaitak.service.pages.shapes import Row
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.filing.forms import SignatureForm
from kaitak.service.portals.filing.frame import Filing, filing_view
from kaitak.service.portals.filing.views.tasks import KINDS


@require_safe
@filing_view()
def review(filing: Filing) -> HttpResponse:
    """Show everything the actor may see, on one page that prints."""
    parts = [sheet(filing, view.id) for view in filing.view.parts if view.may_see_all]
    company = next((view for view in filing.view.parts if view.kind == Part.Kind.COMPANY), None)
    terms = _terms(filing, company.id) if company and filing.is_applicant and company.answers else []
    context = {"parts": parts, "terms": terms, "back": reverse("filing:tasks", args=[filing.group.pk])}
    return filing.render("filing/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def sign(filing: Filing, part: UUID) -> HttpResponse:
    """Show a part once more with its declaration, and take the signature."""
    row = filing.part(part)
    capacity = signing_capacity(row, filing.now)
    declared = declaration_of(row, filing.now, filing.language)
    view = filing.part_view(row)
    if declared is None or capacity is None or not (view.may_sign or view.is_signed):
        return filing.go("tasks")
    form = SignatureForm(
        filing.posted,
        is_guardian=capacity == "guardian",
        is_signers=lambda typed: is_signers_name(row, capacity, typed),
        initial={"signer_name": full_name(row) if capacity == "self" else ""},
    )
    if filing.request.method == "POST" and form.is_valid():
        try:
            _sign(filing, row, form)
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            return filing.go("tasks")
    context = {
        "form": form,
        "part": sheet(filing, str(row.pk)),
        "terms": _offered(filing, row),
        "declared": declared,
        "capacity": capacity,
        "is_signed": view.is_signed,
        "back": reverse("filing:tasks", args=[filing.group.pk]),
    }
    return filing.render("filing/sign.html", context)


def _sign(filing: Filing, row: Part, form: SignatureForm) -> None:
    given = form.cleaned_data
    drawn = given.get("drawn", "").strip()
    mark = Mark("drawn", drawn) if drawn else Mark("typed", given["typed"].strip())
    post = filing.request.POST
    shown = Shown(post.get("declaration", ""), post.get("declaration_version", ""), filing.language)
    sign_part(
        row.pk,
        mark=mark,
        shown=shown,
        signer_name=given["signer_name"],
        relationship=given.get("relationship", ""),
        by=filing.request.actor,
        at=filing.now,
    )


def sheet(filing: Filing, part_id: str) -> dict[str, object]:
    """Return a part as it is checked: its pages with answers, and its files."""
    row = Part.objects.select_related("group", "application").get(pk=part_id)
    reading = filing.reading(row)
    kind = row.application.kind if row.application else row.kind
    titles = {slot.id: slot.title for slot in reading.slots(row, filing.language)}
    files = uploads_of(filing.group.case, part=part_id)
    may_change = filing.part_view(row).may_edit
    return {
        "title": KINDS.get(kind, kind),
        "name": full_name(row),
        "sections": [
            (filing.say(page.title), _rows(filing, row, page, may_change)) for page in reading.pages(row)
        ],
        "files": [(titles.get(one.slot, one.slot), one) for one in files],
        "id": part_id,
        "is_signed": filing.part_view(row).is_signed,
    }


def _rows(filing: Filing, row: Part, page: object, may_change: bool) -> list[Row]:  # noqa: FBT001
    change = ""
    if may_change:
        change = reverse("filing:page", args=[filing.group.pk, row.pk, page.id]) + "?return"  # type: ignore[attr-defined]
    reading = filing.reading(row)
    rows = page_rows(
        filing.policy,
        filing.procedure,
        page,  # type: ignore[arg-type]
        language=filing.language,
        day=filing.day,
        answers=row.answers,
        profile=reading.others(row),
        change=change,
    )
    return [row for row in rows if row.value not in ("", None) or change]


def _offered(filing: Filing, row: Part) -> list[Row]:
    company = next((view for view in filing.view.parts if view.kind == Part.Kind.COMPANY), None)
    if row.kind != Part.Kind.APPLICANT or company is None:
        return []
    return _terms(filing, company.id)


def _terms(filing: Filing, part_id: str) -> list[Row]:
    """Return what the company says of the post, for the applicant, whose signature covers it."""
    row = Part.objects.select_related("group").get(pk=part_id)
    seen = next(view for view in filing.view.parts if view.id == part_id).answers
    reading = filing.reading(row)
    rows: list[Row] = []
    for page in reading.pages(row):
        shown = page_rows(
            filing.policy,
            filing.procedure,
            page,
            language=filing.language,
            day=filing.day,
            answers=seen,
            profile=reading.others(row),
        )
        rows += [line for line in shown if line.value not in ("", None)]
    return rows
