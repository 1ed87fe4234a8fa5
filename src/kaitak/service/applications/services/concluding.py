"""An application ends: withdrawn by the applicant, or decided, lapsed or cancelled by casework."""

from datetime import datetime

from django.db import transaction

from kaitak.service.applications.errors import AlreadyDecided, NotSubmitted
from kaitak.service.applications.locking import Key, lock_group
from kaitak.service.applications.models import Application, Group
from kaitak.service.applications.policies import check_is_applicant, check_is_office, check_is_supervisor
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.services.contact import recipient
from kaitak.service.audit.services import record
from kaitak.service.notices.services import tell
from kaitak.service.people.actors import Actor
from kaitak.service.quotas import services as quotas
from kaitak.service.quotas.models import Ticket

Status = Application.Status
OPEN = (Status.SUBMITTED, Status.OPENED)
UNSUCCESSFUL = (Status.REFUSED, Status.WITHDRAWN, Status.LAPSED, Status.CANCELLED)


@transaction.atomic
def withdraw(group_id: Key, *, by: Actor, at: datetime) -> Group:
    """Withdraw the whole group until the principal is decided; those of the dependants that are open go with it.

    The fee is not returned. Raises NotSubmitted or AlreadyDecided.
    """
    group = lock_group(group_id)
    check_is_applicant(by, group)
    _check_submitted(group)
    principal = group.applications.get(index=0)
    if principal.status == Status.WITHDRAWN:
        return group
    if principal.status not in OPEN:
        raise AlreadyDecided(reference=principal.reference or "")

    for application in group.applications.filter(status__in=OPEN):
        _end(application, Status.WITHDRAWN, group, by=by, at=at)
    _after(group, Status.WITHDRAWN, by=by, at=at)
    tell("withdrawn", to=recipient(group), case=group.case, at=at, context=_context(principal, group))
    return group


@transaction.atomic
def withdraw_dependant(application_id: Key, *, by: Actor, at: datetime) -> Application:
    """Withdraw one dependant's application until it is decided. Raises NotSubmitted or AlreadyDecided."""
    application, group = _locked(application_id)
    check_is_applicant(by, group)
    _check_submitted(group)
    if application.index == 0:
        raise AlreadyDecided(reference=application.reference or "")
    if application.status == Status.WITHDRAWN:
        return application
    if application.status not in OPEN:
        raise AlreadyDecided(reference=application.reference or "")

    _end(application, Status.WITHDRAWN, group, by=by, at=at)
    _close_if_done(group, at)
    tell("withdrawn", to=recipient(group), case=group.case, at=at, context=_context(application, group))
    return application


@transaction.atomic
def conclude(application_id: Key, status: str, *, decision: str = "", by: Actor, at: datetime) -> Application:
    """End an application as casework decided: approved, refused, lapsed or cancelled.

    ``decision`` names the decision's row; without one nothing is approved or refused. What this means for the place
    follows the operator's choice. Where the principal fails, casework ends the dependants' too.
    """
    application, group = _locked(application_id)
    check_is_office(by)
    _check_submitted(group)
    ended = Status(status)
    if application.status == ended:
        return application
    may = (*OPEN, Status.APPROVED) if ended in {Status.LAPSED, Status.CANCELLED} else OPEN
    if application.status not in may:
        raise AlreadyDecided(reference=application.reference or "")

    application.decision = decision or application.decision
    _end(application, ended, group, by=by, at=at)
    if application.index == 0 and ended in UNSUCCESSFUL:
        _after(group, ended, by=by, at=at)
    _close_if_done(group, at)
    return application


@transaction.atomic
def settle_place(group_id: Key, *, release: bool, by: Actor, at: datetime) -> Group:
    """Decide, as a supervisor, whether an ending gives its place to others."""
    group = lock_group(group_id)
    check_is_supervisor(by)
    if not group.place_ending or group.place_settled_at is not None:
        return group
    group.place_settled_at = at
    group.save(update_fields=["place_settled_at"])
    details = {"ending": group.place_ending, "released": release}
    record("place.settled", case=group.case, by=by, at=at, details=details)
    if release:
        _release(group, group.place_ending, by=by, at=at)
    return group


def _locked(application_id: Key) -> tuple[Application, Group]:
    group_id = Application.objects.values_list("group_id", flat=True).get(pk=application_id)
    group = lock_group(group_id)
    return group.applications.get(pk=application_id), group


def _check_submitted(group: Group) -> None:
    if group.submitted_at is None:
        raise NotSubmitted


def _end(application: Application, status: Status, group: Group, *, by: Actor, at: datetime) -> None:
    application.status, application.concluded_at = status, at
    if status == Status.WITHDRAWN:
        application.withdrawn_at = at
    application.save(update_fields=["status", "concluded_at", "withdrawn_at", "decision"])
    record(f"application.{status}", case=group.case, about=str(application.pk), by=by, at=at)


def _after(group: Group, ending: Status, *, by: Actor, at: datetime) -> None:
    """Release the place where the operator's choice says so; else leave it to a supervisor."""
    policy = current_policy()
    if group.intake and ending in policy.operator("releasing_endings"):
        _release(group, ending, by=by, at=at)
    elif group.intake and ending in policy.operator("supervised_endings"):
        group.place_ending = ending
        group.save(update_fields=["place_ending"])
    _close_if_done(group, at)


def _release(group: Group, reason: str, *, by: Actor, at: datetime) -> None:
    ticket = Ticket.objects.filter(case=group.case, state=Ticket.State.SECURED).first()
    if ticket is not None:
        quotas.release(ticket.pk, str(reason), by=by, at=at)


def _close_if_done(group: Group, at: datetime) -> None:
    if group.state == Group.State.SUBMITTED and not group.applications.filter(status__in=OPEN).exists():
        group.state, group.closed_at = Group.State.CLOSED, at
        group.save(update_fields=["state", "closed_at"])


def _context(application: Application, group: Group) -> dict[str, str]:
    return {"reference": application.reference or group.temporary_reference, "language": group.language}
