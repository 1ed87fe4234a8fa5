"""Wait for the answer to a ticket that was just sent.

Of all that wait in one process, one at a time leads or looks, on behalf of the others: sixty waiting requests ask
the database no more often than one.
"""

import time
from collections import defaultdict
from datetime import datetime
from threading import Event, Lock

import structlog

from kaitak.service.quotas.allocator.lead import lead
from kaitak.service.quotas.models import Ticket

log = structlog.get_logger(__name__)
GOES, PAUSE_SECONDS = 100, 0.015
_rooms: dict[int, "_Room"] = defaultdict(lambda: _Room())


class _Room:
    """Those of this process who wait for answers of one intake."""

    def __init__(self) -> None:
        self.acting = Lock()
        self._waiting: dict[int, Event] = {}

    def enter(self, ticket_id: int) -> Event:
        """Return what is set when the ticket is answered."""
        return self._waiting.setdefault(ticket_id, Event())

    def leave(self, ticket_id: int) -> None:
        """Forget a ticket."""
        self._waiting.pop(ticket_id, None)

    def look(self) -> None:
        """Wake those whose tickets are answered."""
        waiting = dict(self._waiting)
        line = Ticket.objects.filter(pk__in=waiting, state=Ticket.State.QUEUED, set_aside_at=None)
        for ticket_id in waiting.keys() - set(line.values_list("pk", flat=True)):
            waiting[ticket_id].set()


def see_answered(ticket_id: int, intake_id: int, *, at: datetime) -> None:
    """Lead, or wait for whoever leads, until the ticket is answered; give up after about two seconds.

    A ticket not answered by then keeps its place in the line, and the clock leads too.
    """
    room = _rooms[intake_id]
    answered = room.enter(ticket_id)
    try:
        for _ in range(GOES):
            _act(room, intake_id, at)
            if answered.wait(PAUSE_SECONDS):
                return
    finally:
        room.leave(ticket_id)


def _act(room: _Room, intake_id: int, at: datetime) -> None:
    """Lead, or give whoever leads a moment, then look; unless another of this process is doing so."""
    if not room.acting.acquire(blocking=False):
        return
    try:
        if not _lead(intake_id, at):
            time.sleep(PAUSE_SECONDS)
        room.look()
    finally:
        room.acting.release()


def _lead(intake_id: int, at: datetime) -> bool:
    """Tell whether this process led. A turn that failed was rolled back whole and is taken again."""
    try:
        return lead(intake_id, at=at) is not None
    except Exception:
        log.exception("turn.failed", intake=intake_id)
        return False
