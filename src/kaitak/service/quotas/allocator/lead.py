"""Who allocates: whoever holds the intake's lease, for as long as there is something to do."""

import os
import secrets
from datetime import datetime, timedelta

from django.db.models import F

from kaitak.service.database import leases
from kaitak.service.database.horizon import settled
from kaitak.service.quotas.allocator.expiry import expire_due
from kaitak.service.quotas.allocator.turn import take_turn
from kaitak.service.quotas.models import Ticket

LEASE_SECONDS = 2
MOST_TURNS, MOST_HANDLED = 10, 200
TRY_AGAIN_AFTER = timedelta(minutes=1)


def lead(intake_id: int, *, at: datetime) -> int | None:
    """Allocate until nothing is left to do; return how many tickets were handled, None where another leads.

    Where no ticket can be answered yet, because an earlier transaction is still open, nothing is tried at all.
    The lease only spares everybody else the wait: what keeps two leaders apart is the lock on the intake's row.
    A leader that died is followed after ``LEASE_SECONDS`` at most.
    """
    if not has_work(intake_id):
        return 0
    name, holder = f"quota:{intake_id}", f"{os.getpid()}:{secrets.token_hex(8)}"
    if not leases.take(name, at=at, seconds=LEASE_SECONDS, holder=holder):
        return None
    try:
        return _drain(intake_id, at)
    finally:
        leases.give_back(name, holder=holder)


def _drain(intake_id: int, at: datetime) -> int:
    expire_due(intake_id, at)
    handled = 0
    for _ in range(MOST_TURNS):
        done = take_turn(intake_id, at)
        handled += done
        if not done or handled >= MOST_HANDLED or not has_work(intake_id):
            break
    return handled


def has_work(intake_id: int) -> bool:
    """Tell whether a turn would find a ticket to answer or a change to take over."""
    tickets = Ticket.objects.filter(intake=intake_id)
    line = tickets.filter(settled(), state=Ticket.State.QUEUED, set_aside_at=None)
    return line.exists() or tickets.exclude(state=F("counted")).exists()


def try_set_aside_again(intake_id: int, at: datetime) -> None:
    """Put tickets that were set aside a minute ago back into the line, at the place their sending gave them."""
    Ticket.objects.filter(
        intake=intake_id, state=Ticket.State.QUEUED, set_aside_at__lte=at - TRY_AGAIN_AFTER
    ).update(set_aside_at=None)
