"""One turn of the allocator: one transaction over one locked intake."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from kaitak.service.database.bulk import update_rows
from kaitak.service.database.horizon import settled
from kaitak.service.database.patience import limit_waiting
from kaitak.service.quotas import listeners
from kaitak.service.quotas.allocator.answers import halted, outside, shortage
from kaitak.service.quotas.allocator.book import Book
from kaitak.service.quotas.models import Entry, Intake, Suspension, Ticket

log = structlog.get_logger(__name__)
BATCH = 100
LOCK_MS, IDLE_MS = 2000, 3000
State, Reason = Ticket.State, Ticket.Reason
DECIDED = ["number", "state", "counted", "reason", "decided_at", "held_until", "secured_at"]
PASSED = {
    (State.HELD, State.SECURED): (Entry.Kind.SECURED,),
    (State.HELD, State.RETURNED): (Entry.Kind.RETURNED,),
    (State.HELD, State.RELEASED): (Entry.Kind.SECURED, Entry.Kind.RELEASED),
    (State.SECURED, State.RELEASED): (Entry.Kind.RELEASED,),
}


@contextmanager
def open_book(intake_id: int, at: datetime) -> Iterator[Book]:
    """Give the book of a locked intake and write it at the end: the only way its counts and its log change."""
    with transaction.atomic(durable=True):
        limit_waiting(lock_ms=LOCK_MS, idle_ms=IDLE_MS)
        book = Book(Intake.objects.select_for_update(no_key=True).get(pk=intake_id), at)
        yield book
        book.close()


def take_turn(intake_id: int, at: datetime) -> int:
    """Take over what became of held places, then answer the tickets in line; return how many were handled."""
    with open_book(intake_id, at) as book:
        suspensions = list(Suspension.objects.filter(intake=book.intake, lifted_at=None))
        if any(suspension.cause == Suspension.Cause.FAULT for suspension in suspensions):
            return 0
        return take_over(book) + _answer(book, suspensions)


def take_over(book: Book) -> int:
    """Bring counts and log up to the states that tickets were given by payments, expiry and decisions.

    A ticket that somebody is changing this moment is left for the next turn.
    """
    moved = list(
        Ticket.objects.select_for_update(skip_locked=True)
        .filter(intake=book.intake)
        .exclude(state=F("counted"))
        .order_by("pk")[:BATCH]
    )
    for ticket in moved:
        for kind in PASSED[State(ticket.counted), State(ticket.state)]:
            book.log(ticket, kind, getattr(ticket, f"{kind}_at"))
        book.move(ticket, ticket.counted, ticket.state)
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in moved]).update(counted=F("state"))
    return len(moved)


def _answer(book: Book, suspensions: list[Suspension]) -> int:
    line = Ticket.objects.filter(settled(), intake=book.intake, state=State.QUEUED, set_aside_at=None)
    tickets = list(line.order_by("arrival", "pk")[:BATCH])
    answered = [ticket for ticket in tickets if _decide(book, ticket, suspensions)]
    update_rows(answered, DECIDED)
    return len(tickets)


def _decide(book: Book, ticket: Ticket, suspensions: list[Suspension]) -> bool:
    """Answer one ticket; tell whether it was answered rather than set aside."""
    ticket.intake, ticket.pool = book.intake, book.pools[ticket.pool_id]
    ticket.number, ticket.decided_at = book.intake.last_number + 1, book.at
    ticket.reason = (
        outside(book.intake, ticket.sent_at)
        or halted(suspensions, ticket.pool, ticket.sent_at)
        or shortage(ticket.pool, book.intake, ticket.places)
    )
    if ticket.reason:
        ticket.state = State.REFUSED
    else:
        _grant(ticket, book.at)
    ticket.counted = ticket.state
    if not _listeners_agree(ticket, book.at):
        return False
    book.intake.last_number = ticket.number
    book.move(ticket, State.QUEUED, ticket.state)
    book.log(ticket, Entry.Kind.QUEUED, ticket.sent_at)
    book.log(ticket, ticket.state, book.at)
    book.note(ticket, f"ticket.{ticket.state}")
    return True


def _grant(ticket: Ticket, at: datetime) -> None:
    if ticket.paid:
        ticket.state, ticket.secured_at = State.SECURED, at
    else:
        ticket.state = State.HELD
        ticket.held_until = max(at, ticket.sent_at) + timedelta(minutes=ticket.intake.hold_minutes)


def _listeners_agree(ticket: Ticket, at: datetime) -> bool:
    """Tell the rooms above; where one fails, undo what they did and set the ticket aside, so the line goes on."""
    if not listeners.REGISTERED:
        return True
    try:
        with transaction.atomic():
            tell = listeners.tell_refused if ticket.state == State.REFUSED else listeners.tell_granted
            tell(ticket, at)
    except Exception:
        log.exception("ticket.set_aside", ticket=ticket.pk)
        Ticket.objects.filter(pk=ticket.pk).update(set_aside_at=at)
        return False
    return True
