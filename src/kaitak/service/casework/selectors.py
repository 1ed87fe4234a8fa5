"""What can be read of cases."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from kaitak.service.applications.models import Application
from kaitak.service.casework.models import CaseFile, Decision, DocumentRequest, Finding, Recommendation

DUE_FIRST = (F("due_on").asc(nulls_last=True), "opened_at")
ORDERS: dict[str, tuple[Any, ...]] = {
    "stage": ("stage", *DUE_FIRST),
    "officer": (F("assigned_to__name").asc(nulls_last=True), *DUE_FIRST),
    "submitted": ("group__submitted_at",),
    "due": DUE_FIRST,
}


def queue(
    *, search: str = "", stage: str = "", officer: int | None = None, order: str = "due"
) -> QuerySet[CaseFile]:
    """Return case files, the one due first on top; ``search`` finds a reference, a name or a date of birth.

    ``order`` is one of ``ORDERS``.
    """
    files = CaseFile.objects.select_related("group", "assigned_to").prefetch_related(
        "group__applications__part"
    )
    files = files.filter(stage=stage) if stage else files.exclude(stage=CaseFile.Stage.CLOSED)
    if officer is not None:
        files = files.filter(assigned_to=officer)
    if search.strip():
        files = files.filter(_matches(search.strip())).distinct()
    return files.order_by(*ORDERS.get(order, DUE_FIRST))


def _matches(text: str) -> Q:
    found = Q(group__applications__reference__iexact=text) | Q(group__temporary_reference__iexact=text)
    for word in text.split():
        found |= Q(group__parts__surname__iexact=word) | Q(group__parts__given_names__icontains=word)
        found |= Q(group__parts__chinese_name=word)
    try:
        found |= Q(group__parts__date_of_birth=date.fromisoformat(text))
    except ValueError:
        return found
    return found


def recommendation_of(application: Application) -> Recommendation | None:
    """Return the recommendation in force: the newest, unless it was sent back or is decided."""
    newest = application.recommendations.select_related("sent_back", "decision").order_by("-pk").first()
    if newest is None or hasattr(newest, "sent_back") or hasattr(newest, "decision"):
        return None
    return newest


def decision_of(application: Application) -> Decision | None:
    """Return the decision on an application, or None."""
    return Decision.objects.filter(application=application).first()


def findings_of(case_file: CaseFile) -> list[Finding]:
    """Return the findings in force, by part and fact."""
    return list(
        case_file.findings.filter(superseded_at=None).select_related("part").order_by("part__index", "fact")
    )


def requests_for(case: UUID, party: str) -> QuerySet[DocumentRequest]:
    """Return what a party is or was asked for, the newest first."""
    found = DocumentRequest.objects.filter(case_file_id=case, party=party).prefetch_related("items__part")
    return found.order_by("-asked_at")


def open_references(applications: Iterable[Application]) -> list[str]:
    """Return the references of applications that still wait for an outcome."""
    return [row.reference or "" for row in applications if row.status == Application.Status.OPENED]
