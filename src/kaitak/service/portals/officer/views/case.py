"""A case on one page: left the file, in the middle the document, right the checklist."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kaitak.service.audit.models import Record
from kaitak.service.casework import selectors
from kaitak.service.casework.models import CaseFile
from kaitak.service.casework.services import assign
from kaitak.service.documents.models import Upload
from kaitak.service.evisa.selectors import evisas_of
from kaitak.service.notices.models import Letter
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.frame import office
from kaitak.service.portals.officer.reading import CaseReading, applications_of
from kaitak.service.quotas.selectors import ticket_of


@require_safe
@admits(Role.OFFICER)
def show(request: ActorRequest, file: UUID) -> HttpResponse:
    """Show the case; ``?document=`` and ``?page=`` choose what stands in the middle."""
    case_file = get_object_or_404(CaseFile.objects.select_related("group", "assigned_to"), pk=file)
    now = timezone.now()
    reading = CaseReading(case_file, now)
    uploads = reading.uploads
    chosen = _chosen(uploads, request.GET.get("document", ""))
    applications = applications_of(case_file)
    context = {
        "file": case_file,
        "group": case_file.group,
        "applications": [
            (row, selectors.recommendation_of(row), selectors.decision_of(row)) for row in applications
        ],
        "sheets": reading.sheets(),
        "titles": reading.titles(),
        "chosen": chosen,
        "page": _page(chosen, request.GET.get("page", "1")),
        "signed": reading.signed_routes(),
        "found": reading.found_routes(timezone.localdate()) if reading.findings else None,
        "requests": case_file.requests.prefetch_related("items__part").order_by("-asked_at"),
        "letters": Letter.objects.filter(case=case_file.group.case).order_by("-dated"),
        "evisas": evisas_of(case_file.group.case),
        "ticket": ticket_of(case_file.group.case),
        "today": timezone.localdate(),
        "is_mine": str(case_file.assigned_to_id) == request.actor.identifier,
        "may_supervise": request.actor.is_any(Role.SUPERVISOR),
        "actor_id": request.actor.identifier,
    }
    return office(request, "officer/case.html", context)


@require_POST
@admits(Role.OFFICER)
def take(request: ActorRequest, file: UUID) -> HttpResponse:
    """Take a case oneself."""
    case_file = get_object_or_404(CaseFile, pk=file)
    try:
        assign(case_file.pk, int(request.actor.identifier), by=request.actor, at=timezone.now())
    except ServiceError as error:
        messages.error(request, str(error))
    return redirect("officer:case", file)


@require_safe
@admits(Role.OFFICER)
def history(request: ActorRequest, file: UUID) -> HttpResponse:
    """Show what happened in a case, by whom and when."""
    case_file = get_object_or_404(CaseFile, pk=file)
    records = Record.objects.filter(case=case_file.group.case).order_by("number")
    back = reverse("officer:case", args=[file])
    return office(request, "officer/history.html", {"file": case_file, "records": records, "back": back})


def _chosen(uploads: list[Upload], identifier: str) -> Upload | None:
    named = [upload for upload in uploads if str(upload.pk) == identifier]
    return next(iter(named or uploads), None)


def _page(upload: Upload | None, typed: str) -> int:
    page = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1
    return min(max(page, 1), upload.pages if upload else 1)
