"""*Send and pay*: the group takes its ticket, or where the scheme has no quota, the fee is asked for at once."""

from datetime import datetime

from django.db import transaction

from kaitak.service.applications.errors import (
    AddressNotConfirmed,
    FailsNotConfirmed,
    GroupNotComplete,
    NotADraft,
)
from kaitak.service.applications.fees import application_fee_cents, demand_application_fee
from kaitak.service.applications.locking import Key, check_is_draft, lock_group
from kaitak.service.applications.models import Group
from kaitak.service.applications.policies import check_is_applicant
from kaitak.service.applications.selectors.completeness import check_complete
from kaitak.service.applications.services.submitting import submit
from kaitak.service.applications.types import Sent
from kaitak.service.applications.verdicts import check_accepted, failing
from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.quotas import services as quotas
from kaitak.service.quotas.models import Ticket


@transaction.atomic
def send_group(group_id: Key, *, knowingly: bool, by: Actor, at: datetime) -> Sent:
    """Send the group: its ticket is its turn, and ``at`` the moment of submission once it is paid.

    A second click gives the same ticket. Raises GroupNotComplete, AddressNotConfirmed, RouteClosed, NotAccepted,
    FailsNotConfirmed, FeeUndetermined, and what the quota room refuses: IntakeClosed, IntakeSuspended, NoPlaceLeft,
    TicketOpen where another application with the same travel document has a turn or a place.
    """
    group = lock_group(group_id)
    check_is_applicant(by, group)
    if group.state in {Group.State.SENDING, Group.State.SUBMITTED}:
        return _sent(group)
    check_is_draft(group, at)
    check_ready(group, at)
    failed = failing(group, at)
    if failed and not knowingly:
        raise FailsNotConfirmed(criteria=failed)

    group.knowingly_at = at if failed else None
    start_sending(group, at=at)
    record(
        "group.sent",
        case=group.case,
        by=by,
        at=at,
        details={"knowingly": bool(failed), "turn": group.sendings},
    )
    take_turn(group, paid=False, by=by, at=at)
    return _sent(group)


def check_ready(group: Group, at: datetime) -> None:
    """Raise where the group cannot be sent at ``at``, whatever its place: open items, the address, the rules."""
    if group.email_confirmed_at is None:
        raise AddressNotConfirmed
    if items := check_complete(group, at):
        raise GroupNotComplete(items=items)
    check_accepted(group, at)


def start_sending(group: Group, *, at: datetime) -> None:
    """Make the group one that waits for its place or its fee."""
    group.state, group.sent_at, group.sendings = Group.State.SENDING, at, group.sendings + 1
    group.save(update_fields=["state", "sent_at", "sendings", "knowingly_at", "paid_attempt"])


def take_turn(group: Group, *, paid: bool, by: Actor, at: datetime) -> None:
    """Take the group's ticket; without a quota go on as if a place had been given."""
    if not group.intake:
        _without_quota(group, by, at)
        return
    quotas.take_ticket(
        intake=group.intake,
        pool=group.pool,
        places=group.applications.count(),
        person_digest=group.person_digest or group.case,
        case=group.case,
        key=f"{group.case}:{group.sendings}",
        paid=paid,
        by=by,
        at=at,
    )


@transaction.atomic
def stop_sending(group_id: Key, *, by: Actor, at: datetime) -> Group:
    """Give the turn or the held place back before paying; the group is a draft again and can be changed."""
    group = lock_group(group_id)
    check_is_applicant(by, group)
    if group.state == Group.State.DRAFT:
        return group
    if group.state != Group.State.SENDING or group.paid_attempt:
        raise NotADraft
    record("group.stopped", case=group.case, by=by, at=at)
    ticket = Ticket.objects.filter(case=group.case, state__in=Ticket.OPEN).first()
    if ticket is None:
        back_to_draft(group)
    else:
        quotas.return_place(ticket.pk, "stopped_by_applicant", by=by, at=at)
        group.refresh_from_db()
    return group


def back_to_draft(group: Group) -> None:
    """Make the group a draft again; its fourteen days ran on meanwhile."""
    group.state, group.sent_at, group.paid_attempt = Group.State.DRAFT, None, ""
    group.save(update_fields=["state", "sent_at", "paid_attempt"])


def _without_quota(group: Group, by: Actor, at: datetime) -> None:
    if application_fee_cents(group, at):
        demand_application_fee(group, due_by=None, by=by, at=at)
    else:
        submit(group, by=by, at=at)


def _sent(group: Group) -> Sent:
    ticket = Ticket.objects.filter(case=group.case).order_by("-pk").first()
    return Sent(
        state=group.state,
        ticket=ticket.pk if ticket else None,
        fee_cents=application_fee_cents(group, group.sent_at or group.saved_at),
    )
