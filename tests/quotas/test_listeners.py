from datetime import datetime, timedelta

import pytest

from kaitak.service.audit.models import Record
from kaitak.service.audit.services import record
from kaitak.service.people.actors import CLOCK
from kaitak.service.quotas import listeners, log
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.services import allocate, expire_holds, return_place
from tests.quotas.conftest import Send


class Ear(listeners.Listener):
    """Writes down what it is told, in the audit: the database undoes that with the decision."""

    deaf_to = ""

    def granted(self, ticket: Ticket, at: datetime) -> None:
        self._hear("heard.granted", ticket, at)

    def refused(self, ticket: Ticket, at: datetime) -> None:
        self._hear("heard.refused", ticket, at)

    def returned(self, ticket: Ticket, at: datetime) -> None:
        self._hear("heard.returned", ticket, at)

    def _hear(self, event: str, ticket: Ticket, at: datetime) -> None:
        record(event, case=ticket.case, by=CLOCK, at=at)
        if ticket.case == self.deaf_to:
            raise ZeroDivisionError


@pytest.fixture
def ear() -> Ear:
    """A listener of its own for each test."""
    listener = Ear()
    listeners.register(listener)
    return listener


def heard(case: str) -> list[str]:
    """Return what was heard of a case."""
    return list(Record.objects.filter(case=case, event__startswith="heard").values_list("event", flat=True))


def test_listeners_hear_of_grants_refusals_and_returns(ear: Ear, send: Send, noon: datetime) -> None:
    tickets = [send(name) for name in "abcd"]
    return_place(tickets[0].pk, "changed_mind", by=CLOCK, at=noon)
    expire_holds(noon + timedelta(minutes=30))

    assert [heard(f"case-{name}") for name in "abcd"] == [
        ["heard.granted", "heard.returned"],
        ["heard.granted", "heard.returned"],
        ["heard.granted", "heard.returned"],
        ["heard.refused"],
    ]


def test_a_ticket_whose_listener_fails_is_set_aside_and_the_line_goes_on(
    ear: Ear, send: Send, noon: datetime
) -> None:
    ear.deaf_to = "case-a"

    first, second = send("a"), send("b")

    assert (first.state, first.number, first.set_aside_at) == (Ticket.State.QUEUED, None, noon)
    assert (second.state, second.number) == (Ticket.State.HELD, 1)
    assert heard("case-a") == []
    assert log.check_log("sample").faults == ()


def test_a_ticket_set_aside_is_tried_again_after_a_minute(ear: Ear, send: Send, noon: datetime) -> None:
    ear.deaf_to = "case-a"
    ticket = send("a")
    ear.deaf_to = ""

    allocate(noon + timedelta(seconds=59))
    ticket.refresh_from_db()
    early = ticket.state
    allocate(noon + timedelta(minutes=1))

    ticket.refresh_from_db()
    assert (early, ticket.state) == (Ticket.State.QUEUED, Ticket.State.HELD)


def test_a_hold_whose_listener_fails_is_not_lost(ear: Ear, send: Send, noon: datetime) -> None:
    ticket, end = send("a"), noon + timedelta(minutes=30)
    ear.deaf_to = "case-a"
    failed = expire_holds(end)
    ear.deaf_to = ""

    ended = expire_holds(end)

    ticket.refresh_from_db()
    assert (failed, ended, ticket.state) == (0, 1, Ticket.State.RETURNED)
