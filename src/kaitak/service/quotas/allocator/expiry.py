"""A place goes back: its hold has ended unpaid, or whoever held it gave it up."""

from datetime import datetime

import structlog
from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.database.patience import limit_waiting
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.quotas import listeners
from kaitak.service.quotas.models import Ticket

log = structlog.get_logger(__name__)
MOST, LOCK_MS = 500, 200
HOLD_ENDED = "hold_ended"


def give_back(ticket: Ticket, *, reason: str, by: Actor, at: datetime) -> None:
    """Return the place of a locked, held ticket; counts and log follow with the allocator's next turn."""
    ticket.state, ticket.reason, ticket.returned_at = Ticket.State.RETURNED, reason, at
    ticket.save(update_fields=["state", "reason", "returned_at"])
    details = {"ticket": ticket.pk, "number": ticket.number, "reason": reason}
    record("ticket.returned", case=ticket.case, about=str(ticket.pk), by=by, at=at, details=details)
    listeners.tell_returned(ticket, at)


def expire_due(intake_id: int, at: datetime) -> int:
    """End the holds of an intake that are over at ``at``, the longest over first; return how many ended.

    Each has a transaction of its own, and one that cannot be had at once is left for the next time: a payment
    that is just being settled decides about it.
    """
    due = Ticket.objects.filter(intake=intake_id, state=Ticket.State.HELD, held_until__lte=at)
    rows = due.order_by("held_until", "pk").values_list("pk", "case")[:MOST]
    return sum(_expire(pk, case, at) for pk, case in rows)


def _expire(pk: int, case: str, at: datetime) -> bool:
    try:
        with transaction.atomic():
            limit_waiting(lock_ms=LOCK_MS)
            return end_hold(pk, case, at=at)
    except Exception:
        log.exception("ticket.not_returned", ticket=pk)
        return False


def end_hold(pk: int, case: str, *, at: datetime) -> bool:
    """End a hold that is over, in the caller's transaction; tell whether it was still there to be ended."""
    listeners.lock(case)
    held = Ticket.objects.select_for_update(skip_locked=True).filter(pk=pk, state=Ticket.State.HELD)
    ticket = held.first()
    if ticket is not None:
        give_back(ticket, reason=HOLD_ENDED, by=CLOCK, at=at)
    return ticket is not None
