"""Take a ticket: the moment a complete, signed group is sent."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from kaitak.service.audit.services import record
from kaitak.service.database.once import insert_once
from kaitak.service.people.actors import Actor
from kaitak.service.quotas.allocator.answers import outside, shortage
from kaitak.service.quotas.allocator.expiry import end_hold
from kaitak.service.quotas.allocator.waiting import see_answered
from kaitak.service.quotas.errors import (
    IntakeClosed,
    IntakeSuspended,
    IntakeUnknown,
    KeyUsed,
    NoPlaceLeft,
    QuotaError,
    TicketOpen,
)
from kaitak.service.quotas.models import Intake, Pool, Suspension, Ticket

REFUSALS: dict[str, type[QuotaError]] = {
    Ticket.Reason.NOT_YET_OPEN: IntakeClosed,
    Ticket.Reason.CLOSED: IntakeClosed,
    Ticket.Reason.SUSPENDED: IntakeSuspended,
    Ticket.Reason.FULL: NoPlaceLeft,
}


@transaction.atomic
def take_ticket(
    *,
    intake: str,
    pool: str = "",
    places: int = 1,
    person_digest: str,
    case: str,
    key: str,
    paid: bool = False,
    by: Actor,
    at: datetime,
) -> Ticket:
    """Return the ticket of this sending, in line; once the caller's transaction is committed it is answered.

    ``places`` is how many people the group has; where the intake takes groups it takes one place. The same
    ``key`` gives the same ticket again. ``paid`` is for money that came after a hold: such a ticket is never
    refused here, the allocator secures a place or refuses it and the listeners see to the money.
    Raises IntakeUnknown, IntakeClosed, IntakeSuspended, NoPlaceLeft, TicketOpen or KeyUsed.
    """
    found, is_halted = _pool(intake, pool, at)
    earlier = None if paid else _refused_beforehand(found, is_halted=is_halted, key=key, at=at)
    ticket = earlier or _join_line(
        Ticket(
            intake=found.intake,
            pool=found,
            case=case,
            places=places if found.intake.takes == Intake.Takes.PERSON else 1,
            person_digest=person_digest,
            key=key,
            secret=secrets.token_hex(16),
            paid=paid,
            sent_at=at,
        ),
        by=by,
        at=at,
    )
    if (ticket.case, ticket.intake_id) != (case, found.intake_id):
        raise KeyUsed(key=key)
    if not ticket.is_decided:
        transaction.on_commit(lambda: see_answered(ticket.pk, ticket.intake_id, at=at), robust=True)
    return ticket


def _pool(intake: str, pool: str, at: datetime) -> tuple[Pool, bool]:
    """Return the pool, and whether it is suspended."""
    found = Pool.objects.select_related("intake").filter(intake__code=intake, code=pool)
    in_force = Suspension.objects.filter(intake=OuterRef("intake"), lifted_at=None, suspended_at__lte=at)
    stopped = in_force.filter(Q(pool=None) | Q(pool=OuterRef("pk")))
    row = found.annotate(is_halted=Exists(stopped)).first()
    if row is None:
        raise IntakeUnknown(intake=intake, pool=pool)
    return row, row.is_halted


def _refused_beforehand(pool: Pool, *, is_halted: bool, key: str, at: datetime) -> Ticket | None:
    """Raise the refusal that needs no turn in the line; a repeated request gets its earlier ticket instead.

    Places that are only held are no reason here: which of them come back is decided in the order of the line.
    """
    halted = Ticket.Reason.SUSPENDED if is_halted else Ticket.Reason.NONE
    reason = outside(pool.intake, at) or halted or shortage(pool, pool.intake)
    if reason not in REFUSALS:
        return None
    earlier = Ticket.objects.filter(key=key).first()
    if earlier is None:
        raise REFUSALS[reason](intake=pool.intake.code, pool=pool.code)
    return earlier


def _join_line(wanted: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Insert the ticket, or return the one that the same request made before."""
    if not insert_once(wanted):
        earlier = Ticket.objects.filter(key=wanted.key).first()
        if earlier is not None:
            return earlier
        if not _end_stale_hold(wanted, at=at) or not insert_once(wanted):
            raise TicketOpen(intake=wanted.intake.code)
    details = {"ticket": str(wanted.pk), "intake": wanted.intake.code, "pool": wanted.pool.code}
    record("ticket.queued", case=wanted.case, about=str(wanted.pk), by=by, at=at, details=details)
    return wanted


def _end_stale_hold(wanted: Ticket, *, at: datetime) -> bool:
    """End the person's earlier hold where it is over at ``at`` and the clock has not ended it yet."""
    stale = Ticket.objects.filter(
        intake=wanted.intake,
        person_digest=wanted.person_digest,
        state=Ticket.State.HELD,
        held_until__lte=at,
    ).first()
    return stale is not None and end_hold(stale.pk, stale.case, at=at)
