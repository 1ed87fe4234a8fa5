"""Case files: opened when a group's references are given, assigned to an officer, closed when all is concluded."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kaitak.service.applications.models import Application, Group
from kaitak.service.audit.services import record
from kaitak.service.casework import policies
from kaitak.service.casework.locking import lock_case_file
from kaitak.service.casework.models import CaseFile
from kaitak.service.casework.targets import target_of
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.people.models import Account

OPEN = (Application.Status.SUBMITTED, Application.Status.OPENED)


def take_in(*, at: datetime, most: int = 200) -> int:
    """Open a file for each group whose applications have their references; close files with nothing left open."""
    waiting = Group.objects.filter(state=Group.State.SUBMITTED, file_opened_at__lte=at, case_file=None)
    opened = [_open(group.pk, at) for group in waiting.order_by("submitted_at")[:most]]
    for case_file in CaseFile.objects.exclude(stage=CaseFile.Stage.CLOSED).exclude(
        group__applications__status__in=OPEN
    )[:most]:
        _close(case_file.pk, at)
    return len(opened)


@transaction.atomic
def _open(case: UUID, at: datetime) -> CaseFile:
    group = Group.objects.select_for_update().get(pk=case)
    case_file, created = CaseFile.objects.get_or_create(
        group=group, defaults={"opened_at": at, "due_on": target_of(group)}
    )
    if created:
        record("case_file.opened", case=group.case, by=CLOCK, at=at)
    return case_file


@transaction.atomic
def _close(case: UUID, at: datetime) -> None:
    case_file = CaseFile.objects.select_for_update().get(pk=case)
    if (
        case_file.stage == CaseFile.Stage.CLOSED
        or case_file.group.applications.filter(status__in=OPEN).exists()
    ):
        return
    case_file.stage, case_file.closed_at = CaseFile.Stage.CLOSED, at
    case_file.save(update_fields=["stage", "closed_at"])
    record("case_file.closed", case=str(case), by=CLOCK, at=at)


@transaction.atomic
def assign(case: UUID | str, to: int, *, by: Actor, at: datetime) -> CaseFile:
    """Assign a file to an officer: to oneself, or by a supervisor to anybody. Raises PermissionRefused."""
    case_file = lock_case_file(case)
    policies.check_is_officer(by)
    if str(to) != by.identifier:
        policies.check_is_supervisor(by)

    case_file.assigned_to = Account.objects.get(pk=to, is_active=True)
    if case_file.stage == CaseFile.Stage.RECEIVED:
        case_file.stage = CaseFile.Stage.CHECKING
    case_file.save(update_fields=["assigned_to", "stage"])
    record("case_file.assigned", case=str(case), by=by, at=at, details={"to": to})
    return case_file


@transaction.atomic
def take_next(*, by: Actor, at: datetime) -> CaseFile | None:
    """Assign to the officer the file that is due first among those nobody has; None where there is none."""
    policies.check_is_officer(by)
    free = CaseFile.objects.filter(stage=CaseFile.Stage.RECEIVED, assigned_to=None).order_by(
        "due_on", "opened_at"
    )
    first = free.select_for_update(skip_locked=True, of=("self",)).first()
    return assign(first.pk, int(by.identifier), by=by, at=at) if first else None


def days_left(case_file: CaseFile, at: datetime) -> int | None:
    """Return the days until the file is due, below zero when it is late."""
    return None if case_file.due_on is None else (case_file.due_on - at.date()) // timedelta(days=1)
