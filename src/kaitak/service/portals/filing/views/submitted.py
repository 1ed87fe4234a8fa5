"""After submission: where it stands, letters, further documents, withdrawing, e-Visas."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kaitak.service.applications.models import Application, Group
from kaitak.service.applications.selectors import acknowledgement_of, full_name
from kaitak.service.applications.services import withdraw, withdraw_dependant
from kaitak.service.casework.models import CaseFile, DocumentRequest, RequestedItem
from kaitak.service.casework.selectors import requests_for
from kaitak.service.casework.services import answer_request
from kaitak.service.documents.selectors import uploads_of
from kaitak.service.documents.services import LIMIT_BYTES, store_upload
from kaitak.service.evisa.errors import NotIssued
from kaitak.service.evisa.models import Evisa
from kaitak.service.evisa.selectors import evisas_of, fees_of
from kaitak.service.evisa.services import collect
from kaitak.service.notices.letters import pdf_of
from kaitak.service.notices.models import Letter
from kaitak.service.pages.shapes import Slot, SlotFile, Station
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.filing.frame import Filing, filing_view
from kaitak.service.quotas.selectors import ticket_of

MOST_FILES = 5


@require_safe
@filing_view()
def show(filing: Filing) -> HttpResponse:
    """Show where the applications stand, whose move it is, and what can be done."""
    if filing.group.state in {Group.State.DRAFT, Group.State.SENDING}:
        return filing.go("tasks")
    case = filing.group.case
    applications = filing.group.applications.select_related("part").order_by("index")
    asked = requests_for(filing.group.pk, _party(filing)).exclude(state=DocumentRequest.State.SETTLED)
    context = {
        "applications": [(row, full_name(row.part)) for row in applications] if filing.is_applicant else [],
        "stations": stations(filing, list(applications)),
        "acknowledgement": acknowledgement_of(filing.group),
        "ticket": ticket_of(case),
        "asked": asked,
        "fees": fees_of(case) if filing.is_applicant else [],
        "evisas": evisas_of(case) if filing.is_applicant else [],
        "letters": Letter.objects.filter(case=case, kind__startswith="result") if filing.is_applicant else [],
        "may_withdraw": filing.is_applicant and any(row.is_open for row in applications),
    }
    return filing.render("filing/submitted.html", context)


def stations(filing: Filing, applications: list[Application]) -> list[Station]:
    """Return the line of stations: past ones dated, the present one saying whose move it is."""
    group = filing.group
    case_file = CaseFile.objects.filter(pk=group.pk).first()
    evisas = evisas_of(group.case)
    issued = next((one.issued_at for one in evisas if one.issued_at), None)
    decided = min((row.concluded_at for row in applications if row.concluded_at), default=None)
    steps: list[tuple[str, datetime | None, str]] = [
        (_("Submitted, place secured"), group.submitted_at, ""),
        (_("File opened, reference numbers given"), group.file_opened_at, _("Ours: this takes minutes")),
        (_("Considered by two officers"), decided, _move(filing, case_file)),
        (_("e-Visa issued"), issued, _("Yours: pay the issuance fee") if fees_of(group.case) else ""),
    ]
    if decided and not evisas:
        steps = [*steps[:3], (_("Ended"), decided, "")]
    return _line(steps, case_file)


def _line(steps: list[tuple[str, datetime | None, str]], case_file: CaseFile | None) -> list[Station]:
    present = next((place for place, (_name, when, _whose) in enumerate(steps) if when is None), len(steps))
    line = []
    for place, (name, when, move) in enumerate(steps):
        if place < present:
            line.append(Station(name, "past", when))
        elif place == present:
            line.append(Station(name, "present", None, move))
        else:
            line.append(Station(name, "next"))
    if present == 2 and case_file is not None and case_file.due_on is not None:
        line[2] = Station(steps[2][0], "present", case_file.due_on, steps[2][2])
    return line


def _move(filing: Filing, case_file: CaseFile | None) -> str:
    if case_file is not None and case_file.stage == CaseFile.Stage.WAITING:
        return _("Yours: send the documents our letter asks for")
    return _("Ours: an officer looks at the case")


def _party(filing: Filing) -> str:
    return "company" if filing.request.actor.is_any(Role.AUTHORISED_PERSON) else "applicant"


@require_safe
@never_cache
@filing_view()
def acknowledgement(filing: Filing) -> HttpResponse:
    """Return the acknowledgement as PDF, as often as wanted."""
    found = acknowledgement_of(filing.group)
    if found is None:
        raise Http404
    return _pdf(pdf_of(found), "acknowledgement.pdf")


@require_safe
@never_cache
@filing_view(Role.APPLICANT)
def letter(filing: Filing, letter: UUID) -> HttpResponse:
    """Return a letter as PDF."""
    found = get_object_or_404(Letter, pk=letter, case=filing.group.case)
    return _pdf(pdf_of(found), f"{found.kind}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT)
def withdraw_all(filing: Filing) -> HttpResponse:
    """Withdraw the whole filing, after asking once."""
    if filing.request.method == "POST":
        try:
            withdraw(filing.group.pk, by=filing.request.actor, at=filing.now)
        except ServiceError as error:
            messages.error(filing.request, str(error))
        return filing.go("submitted")
    return _ask(filing, _("Withdraw your application?"), _("Everybody in this filing is withdrawn."))


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT)
def withdraw_one(filing: Filing, application: UUID) -> HttpResponse:
    """Withdraw one dependant's application, after asking once."""
    row = get_object_or_404(Application, pk=application, group=filing.group)
    if filing.request.method == "POST":
        try:
            withdraw_dependant(row.pk, by=filing.request.actor, at=filing.now)
        except ServiceError as error:
            messages.error(filing.request, str(error))
        return filing.go("submitted")
    title = _("Withdraw the application of %(name)s?") % {"name": full_name(row.part)}
    return _ask(filing, title, _("The other applications of this filing go on."))


def _ask(filing: Filing, title: str, text: str) -> HttpResponse:
    context = {
        "title": title,
        "text": f"{text} {_('The application fee is not returned. This cannot be undone.')}",
        "button": _("Withdraw"),
        "back": reverse("filing:submitted", args=[filing.group.pk]),
    }
    return filing.render("filing/confirm.html", context)


@require_safe
@filing_view(Role.APPLICANT, Role.AUTHORISED_PERSON)
def requests(filing: Filing) -> HttpResponse:
    """Show what letters ask for, with a slot for each document."""
    return _requests(filing)


@require_POST
@filing_view(Role.APPLICANT, Role.AUTHORISED_PERSON)
def give(filing: Filing, item: UUID) -> HttpResponse:
    """Take a file for one document that was asked for."""
    row = get_object_or_404(RequestedItem.objects.select_related("request"), pk=item)
    if row.request.case_file_id != filing.group.pk or row.request.party != _party(filing):
        raise Http404
    file = filing.request.FILES.get("file")
    if file is None:
        return _requests(filing, {row.slot: [_("Choose a file first.")]})
    try:
        store_upload(
            case=filing.group.case,
            part=str(row.part_id),
            slot=row.slot,
            filename=file.name or "file",
            content=file,
            by=filing.request.actor,
            at=filing.now,
            part_owners={filing.request.actor.identifier},
            max_files=MOST_FILES,
        )
    except ServiceError as error:
        return _requests(filing, {row.slot: [str(error)]})
    return filing.go("requests")


@require_POST
@filing_view(Role.APPLICANT, Role.AUTHORISED_PERSON)
def answer(filing: Filing, request_id: UUID) -> HttpResponse:
    """Send the documents of a request. A reply is not yet an acceptance."""
    row = get_object_or_404(
        DocumentRequest, pk=request_id, case_file_id=filing.group.pk, party=_party(filing)
    )
    try:
        answer_request(row.pk, by=filing.request.actor, at=filing.now)
    except ServiceError as error:
        messages.error(filing.request, str(error))
    else:
        messages.success(
            filing.request,
            _("Your documents have arrived. An officer looks at them; they are not accepted yet."),
        )
    return filing.go("requests")


def _requests(filing: Filing, errors: dict[str, list[str]] | None = None) -> HttpResponse:
    found = requests_for(filing.group.pk, _party(filing))
    shown = [(row, [_slot(filing, item, errors or {}) for item in row.items.all()]) for row in found]
    context = {"requests": shown, "back": reverse("filing:submitted", args=[filing.group.pk])}
    return filing.render("filing/requests.html", context, status=422 if errors else 200)


def _slot(filing: Filing, item: RequestedItem, errors: dict[str, list[str]]) -> Slot:
    files = [
        SlotFile(one.filename, one.size, one.pages)
        for one in uploads_of(filing.group.case, part=str(item.part_id), slot=item.slot)
    ]
    is_open = item.request.state != DocumentRequest.State.SETTLED
    upload = reverse("filing:give", args=[filing.group.pk, item.pk]) if is_open else ""
    return Slot(
        item.slot,
        item.title,
        item.explanation,
        files=files,
        max_files=MOST_FILES,
        upload=upload,
        errors=errors.get(item.slot, ()),
        most_bytes=LIMIT_BYTES,
    )


@require_safe
@filing_view(Role.APPLICANT)
def evisas(filing: Filing) -> HttpResponse:
    """Show the e-Visas, those to be paid for first."""
    found = [(one, full_name(one.application.part)) for one in evisas_of(filing.group.case)]
    context = {
        "evisas": found,
        "fees": fees_of(filing.group.case),
        "back": reverse("filing:submitted", args=[filing.group.pk]),
    }
    return filing.render("filing/evisas.html", context)


@require_safe
@never_cache
@filing_view(Role.APPLICANT)
def evisa(filing: Filing, evisa: UUID) -> HttpResponse:
    """Return an e-Visa as PDF."""
    row = get_object_or_404(Evisa, pk=evisa, application__group=filing.group)
    try:
        return _pdf(collect(row.pk, by=filing.request.actor, at=filing.now), f"e-visa-{row.number}.pdf")
    except NotIssued as error:
        raise Http404 from error
