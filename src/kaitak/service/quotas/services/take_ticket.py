"""Take a ticket: the moment a complete, signed group is sent."""

import secrets
from datetime import datetime
from functools import partial

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.quotas.allocator.answers import halted, outside, shortage
from kaitak.service.quotas.allocator.expiry import HOLD_ENDED, give_back
from kaitak.service.quotas.allocator.lead import see_answered
from kaitak.service.quotas.errors import (
    IntakeClosed,
    IntakeSuspended,
    IntakeUnknown,
    KeyUsed,
    NoPlaceLeft,
    QuotaError,
    TicketOpen,
)
from kaitak.service.quotas.models import Intake, Pool, Ticket

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
    found = _pool(intake, pool)
    earlier = None if paid else _refused_beforehand(found, key=key, at=at)
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
        answer = partial(see_answered, ticket.pk, ticket.intake_id, at=at)
        transaction.on_commit(answer, robust=True)
    return ticket


def _pool(intake: str, pool: str) -> Pool:
    found = Pool.objects.select_related("intake").filter(intake__code=intake, code=pool).first()
    if found is None:
        raise IntakeUnknown(intake=intake, pool=pool)
    return found


def _refused_beforehand(pool: Pool, *, key: str, at: datetime) -> Ticket | None:
    """Raise the refusal that needs no turn in the line; a repeated request gets its earlier ticket instead.

    Places that are only held are no reason here: which of them come back is decided in the order of the line.
    """
    in_force = pool.intake.suspensions.filter(lifted_at=None)
    reason = outside(pool.intake, at) or halted(in_force, pool, at) or shortage(pool, pool.intake)
    if reason not in REFUSALS:
        return None
    earlier = Ticket.objects.filter(key=key).first()
    if earlier is None:
        raise REFUSALS[reason](intake=pool.intake.code, pool=pool.code)
    return earlier


def _join_line(wanted: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Insert the ticket, or return the one that the same request made before."""
    ticket = _insert(wanted)
    if ticket is None and _end_stale_hold(wanted, at=at):
        ticket = _insert(wanted)
    if ticket is None:
        raise TicketOpen(intake=wanted.intake.code)
    if ticket.secret == wanted.secret:
        details = {"ticket": str(ticket.pk), "intake": wanted.intake.code, "pool": wanted.pool.code}
        record("ticket.queued", case=ticket.case, about=str(ticket.pk), by=by, at=at, details=details)
    return ticket


def _insert(wanted: Ticket) -> Ticket | None:
    """Return the ticket with this key; None where person or case has another one open."""
    Ticket.objects.bulk_create([wanted], ignore_conflicts=True)
    return Ticket.objects.filter(key=wanted.key).first()


def _end_stale_hold(wanted: Ticket, *, at: datetime) -> bool:
    """End the person's earlier hold where it is over at ``at`` and the clock has not ended it yet."""
    stale = (
        Ticket.objects.select_for_update()
        .filter(intake=wanted.intake, person_digest=wanted.person_digest)
        .filter(state=Ticket.State.HELD, held_until__lte=at)
        .first()
    )
    if stale is not None:
        give_back(stale, reason=HOLD_ENDED, by=CLOCK, at=at)
    return stale is not None
