"""One person's application as a line of stations: what is past and when, whose move it is, what comes next."""

from datetime import date

from django.utils.translation import gettext as _

from kaitak.service.applications.models import Application
from kaitak.service.casework.models import CaseFile, DocumentRequest
from kaitak.service.casework.selectors import requests_for
from kaitak.service.evisa.models import Evisa
from kaitak.service.evisa.selectors import evisa_of
from kaitak.service.pages.shapes import Station

Status = Application.Status


def line_of(application: Application, today: date) -> list[Station]:
    """Return the line of one application."""
    group = application.group
    line = [Station(_("Submitted"), "past", group.submitted_at)]
    if group.file_opened_at:
        line.append(Station(_("File opened, reference number given"), "past", group.file_opened_at))
    if application.is_open:
        return [*line, *_in_the_office(application, today)]
    if application.status == Status.APPROVED:
        return [*line, *_approved(application)]
    return [*line, *_ended(application)]


def _in_the_office(application: Application, today: date) -> list[Station]:
    case_file = CaseFile.objects.filter(pk=application.group_id).first()
    due = case_file.due_on if case_file and case_file.due_on and case_file.due_on >= today else None
    return [
        Station(_("Examined by officers"), "present", None, _whose_move(application, case_file)),
        Station(_("Decision"), "next", due),
        Station(_("e-Visa, if it is approved"), "next"),
    ]


def _whose_move(application: Application, case_file: CaseFile | None) -> str:
    if case_file is None or case_file.stage == CaseFile.Stage.RECEIVED:
        return _("Our move: the file waits for an officer. You need not do anything.")
    if case_file.stage != CaseFile.Stage.WAITING:
        return _("Our move: officers are looking at it. You need not do anything.")
    asked = requests_for(application.group_id, "applicant").filter(state=DocumentRequest.State.ASKED)
    if not asked.exists():
        return _("The company's move: our letter asks it for further documents.")
    if application.kind == Application.Kind.PRINCIPAL:
        return _("Your move: our letter asks for further documents.")
    return _("The principal applicant's move: our letter asks for further documents.")


def _approved(application: Application) -> list[Station]:
    decided = Station(_("Approved"), "past", application.concluded_at)
    evisa = evisa_of(application)
    if evisa is None or evisa.state == Evisa.State.LAPSED:
        return [decided]
    if evisa.state == Evisa.State.ISSUED:
        paid = Station(_("Issuance fee paid, e-Visa issued"), "past", evisa.issued_at)
        if evisa.collected_at:
            return [decided, paid, Station(_("e-Visa collected"), "past", evisa.collected_at)]
        ready = Station(_("e-Visa ready"), "present", None, _("Your move: collect it."))
        return [decided, paid, ready]
    is_principal = application.kind == Application.Kind.PRINCIPAL
    move = _("Your move: pay the issuance fee.") if is_principal else _("The principal applicant's move.")
    return [
        decided,
        Station(_("Issuance fee, to be paid by this day"), "present", evisa.fee.due_by, move),
        Station(_("e-Visa issued, within minutes of the payment"), "next"),
    ]


def _ended(application: Application) -> list[Station]:
    named = {
        Status.REFUSED: _("Refused: our letter says why"),
        Status.WITHDRAWN: _("Withdrawn"),
        Status.LAPSED: _("Lapsed: what was asked for did not come in time"),
        Status.CANCELLED: _("Cancelled"),
    }
    name = named.get(Status(application.status), application.get_status_display())
    return [Station(name, "stopped", application.concluded_at or application.withdrawn_at)]
