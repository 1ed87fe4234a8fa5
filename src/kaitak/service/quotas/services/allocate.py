"""Give out places and end holds: what the clock does, and any process that has just sent a ticket."""

from datetime import datetime

from django.db.models import F, Q

from kaitak.service.quotas.allocator.expiry import expire_due
from kaitak.service.quotas.allocator.lead import lead, try_set_aside_again
from kaitak.service.quotas.models import Ticket

UNFINISHED = Q(state=Ticket.State.QUEUED) | ~Q(state=F("counted"))


def allocate(at: datetime) -> int:
    """Answer every ticket in line at ``at``; return how many tickets were handled.

    An intake that another process is allocating is left to it.
    """
    due = Q(state=Ticket.State.HELD, held_until__lte=at)
    intakes = Ticket.objects.filter(UNFINISHED | due).values_list("intake", flat=True).distinct()
    return sum(_allocate(intake_id, at) for intake_id in sorted(intakes))


def _allocate(intake_id: int, at: datetime) -> int:
    try_set_aside_again(intake_id, at)
    expire_due(intake_id, at)
    return lead(intake_id, at=at) or 0


def expire_holds(at: datetime) -> int:
    """End the holds that are over at ``at`` and give their places back to the pools; return how many ended."""
    due = Ticket.objects.filter(state=Ticket.State.HELD, held_until__lte=at)
    ended = sum(expire_due(pk, at) for pk in sorted(due.values_list("intake", flat=True).distinct()))
    if ended:
        allocate(at)
    return ended
