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
LOOKS, PAUSE_SECONDS = 130, 0.015
NAPS, NAP_SECONDS = 8, 0.25
_rooms: dict[int, "_Room"] = defaultdict(lambda: _Room())


class _Waiter:
    """Somebody who waits: for the answer, or to be the one who looks."""

    def __init__(self) -> None:
        self.news, self.is_answered = Event(), False


class _Room:
    """Those of this process who wait for answers of one intake."""

    def __init__(self) -> None:
        self.acting = Lock()
        self._waiting: dict[int, _Waiter] = {}

    def enter(self, ticket_id: int) -> _Waiter:
        """Return the place of whoever waits for a ticket."""
        return self._waiting.setdefault(ticket_id, _Waiter())

    def leave(self, ticket_id: int) -> None:
        """Forget a ticket, and wake somebody else to look for the others."""
        self._waiting.pop(ticket_id, None)
        for waiter in list(self._waiting.values())[:1]:
            waiter.news.set()

    def look(self) -> None:
        """Wake those whose tickets are answered."""
        waiting = dict(self._waiting)
        line = Ticket.objects.filter(pk__in=waiting, state=Ticket.State.QUEUED, set_aside_at=None)
        for ticket_id in waiting.keys() - set(line.values_list("pk", flat=True)):
            waiting[ticket_id].is_answered = True
            waiting[ticket_id].news.set()


def see_answered(ticket_id: int, intake_id: int, *, at: datetime) -> None:
    """Lead, or wait for whoever leads, until the ticket is answered; give up after about two seconds.

    A ticket not answered by then keeps its place in the line, and the clock leads too.
    """
    room = _rooms[intake_id]
    waiter = room.enter(ticket_id)
    try:
        for _ in range(NAPS):
            if room.acting.acquire(blocking=False):
                return _act(room, waiter, intake_id, at)
            waiter.news.wait(NAP_SECONDS)
            if waiter.is_answered:
                return None
            waiter.news.clear()
    finally:
        room.leave(ticket_id)


def _act(room: _Room, waiter: _Waiter, intake_id: int, at: datetime) -> None:
    """Lead where nobody else does, and look, until the waiter's own ticket is answered."""
    try:
        for _ in range(LOOKS):
            _lead(intake_id, at)
            room.look()
            if waiter.is_answered:
                return
            time.sleep(PAUSE_SECONDS)
    finally:
        room.acting.release()


def _lead(intake_id: int, at: datetime) -> None:
    """Lead; a turn that failed was rolled back whole and is taken again."""
    try:
        lead(intake_id, at=at)
    except Exception:
        log.exception("turn.failed", intake=intake_id)
