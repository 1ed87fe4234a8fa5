"""Released places wait for a resumption that a supervisor announces."""

from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import Change, record, record_all
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.quotas.allocator.book import Book
from kaitak.service.quotas.allocator.turn import open_book, take_over
from kaitak.service.quotas.errors import ResumptionTooEarly
from kaitak.service.quotas.models import Entry, Resumption, Suspension, Ticket
from kaitak.service.quotas.policies import check_may_supervise
from kaitak.service.quotas.services.intakes import trail_of
from kaitak.service.quotas.services.pauses import locked_scope


@transaction.atomic
def announce_resumption(
    intake: str, pool: str | None, resumes_at: datetime, *, by: Actor, at: datetime, reason: str = ""
) -> Resumption:
    """Announce that places released by then can be taken again from ``resumes_at`` on.

    It is for ``pool``, or for every pool where that is None, and ends a supervisor's suspension of the same
    scope. Raises ResumptionTooEarly unless the moment is still to come.
    """
    locked, found = locked_scope(intake, pool)
    check_may_supervise(by)
    if resumes_at <= at:
        raise ResumptionTooEarly
    resumption = Resumption.objects.create(
        intake=locked,
        pool=found,
        reason=reason,
        resumes_at=resumes_at,
        announced_by=by.identifier,
        announced_at=at,
    )
    details = {"pool": pool, "resumption": resumption.pk, "resumes_at": resumes_at.isoformat()}
    record("intake.resumption_announced", case=trail_of(locked), by=by, at=at, details=details)
    return resumption


def resume_due(at: datetime) -> int:
    """Carry out the announced resumptions that are due at ``at``; return how many."""
    due = Resumption.objects.filter(resumed_at=None, resumes_at__lte=at).order_by("resumes_at", "pk")
    for resumption in due:
        with open_book(resumption.intake_id, at) as book:
            _resume(book, resumption, at)
    return len(due)


def _resume(book: Book, resumption: Resumption, at: datetime) -> None:
    if not Resumption.objects.filter(pk=resumption.pk, resumed_at=None).exists():
        return
    while take_over(book):
        pass
    waiting = Ticket.objects.filter(intake=book.intake, counted=Ticket.State.RELEASED, resumed_at=None)
    if resumption.pool_id is not None:
        waiting = waiting.filter(pool=resumption.pool_id)
    tickets = list(waiting.order_by("released_at", "pk"))
    for ticket in tickets:
        book.move(ticket, ticket.counted, "")
        book.log(ticket, Entry.Kind.RESUMED, at)
    waiting.update(resumed_at=at)
    Suspension.objects.filter(
        intake=book.intake,
        pool=resumption.pool_id,
        cause=Suspension.Cause.SUPERVISOR,
        lifted_at=None,
        suspended_at__lte=at,
    ).update(lifted_at=at, lifted_by=resumption.announced_by)
    resumption.resumed_at, resumption.places = at, sum(ticket.places for ticket in tickets)
    resumption.save(update_fields=["resumed_at", "places"])
    _record(book, resumption, tickets, at)


def _record(book: Book, resumption: Resumption, tickets: list[Ticket], at: datetime) -> None:
    details = {"resumption": resumption.pk, "places": resumption.places}
    record_all(
        [
            Change("intake.resumed", trail_of(book.intake), "", details),
            *(
                Change("ticket.resumed", ticket.case, str(ticket.pk), {"number": ticket.number})
                for ticket in tickets
            ),
        ],
        by=CLOCK,
        at=at,
    )
