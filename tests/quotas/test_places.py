from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from kaitak.service.audit.models import Record
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.quotas.errors import HoldEnded, PlaceNotSecured, PlaceSecured, StillQueued
from kaitak.service.quotas.models import Intake, Pool, Ticket
from kaitak.service.quotas.selectors import open_for, places
from kaitak.service.quotas.services import allocate, expire_holds, release, return_place, secure
from tests.quotas.conftest import Send

State = Ticket.State
HALF_AN_HOUR = timedelta(minutes=30)


def counts(pool: str, at: datetime) -> tuple[int, int, int, int]:
    """Return held, secured, released and left of a pool."""
    view = next(view for view in places("sample", at) if view.code == pool)
    return view.held, view.secured, view.released, view.left


def test_a_payment_within_the_hold_secures_the_place(send: Send, noon: datetime) -> None:
    ticket = send("ada")

    with transaction.atomic():
        secure(ticket.pk, by=CLOCK, at=noon + HALF_AN_HOUR - timedelta(seconds=1))
    allocate(noon)

    ticket.refresh_from_db()
    assert (ticket.state, ticket.counted, ticket.paid) == (State.SECURED, State.SECURED, True)
    assert counts("nurse", noon) == (0, 1, 0, 2)


def test_a_place_is_secured_once(send: Send, noon: datetime) -> None:
    ticket = send("ada")

    for _ in range(2):
        secure(ticket.pk, by=CLOCK, at=noon)

    assert Record.objects.filter(event="ticket.secured").count() == 1


def test_a_payment_at_the_end_of_the_hold_comes_too_late(send: Send, noon: datetime) -> None:
    ticket = send("ada")

    with pytest.raises(HoldEnded, match="time for paying has ended"):
        secure(ticket.pk, by=CLOCK, at=noon + HALF_AN_HOUR)

    ticket.refresh_from_db()
    assert ticket.state == State.HELD


def test_a_payment_that_is_rolled_back_secures_nothing(send: Send, noon: datetime) -> None:
    ticket = send("ada")

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        secure(ticket.pk, by=CLOCK, at=noon)
        raise ZeroDivisionError

    ticket.refresh_from_db()
    assert ticket.state == State.HELD


def test_a_hold_that_ends_unpaid_reopens_the_intake_at_once(send: Send, noon: datetime) -> None:
    held = [send(name) for name in "abc"]
    before = open_for("sample", "nurse", noon)

    ended = expire_holds(noon + HALF_AN_HOUR)

    assert before == (False, "all_held")
    assert ended == 3
    assert open_for("sample", "nurse", noon + HALF_AN_HOUR) == (True, "")
    assert {ticket.state for ticket in Ticket.objects.filter(pk__in=[one.pk for one in held])} == {
        State.RETURNED
    }


def test_a_hold_does_not_end_before_its_time(send: Send, noon: datetime) -> None:
    send("ada")

    assert expire_holds(noon + HALF_AN_HOUR - timedelta(seconds=1)) == 0


def test_a_place_given_back_goes_to_whoever_is_next_in_line(send: Send, noon: datetime) -> None:
    held = [send(name) for name in "abc"]
    return_place(held[1].pk, "changed_mind", by=CLOCK, at=noon)

    following = send("d")

    assert following.state == State.HELD
    assert counts("nurse", noon) == (3, 0, 0, 0)


def test_a_secured_place_is_released_and_not_given_back(send: Send, noon: datetime) -> None:
    ticket = send("ada", paid=True)

    with pytest.raises(PlaceSecured, match="only be released"):
        return_place(ticket.pk, "changed_mind", by=CLOCK, at=noon)


def test_a_place_that_is_not_secured_is_not_released(send: Send, noon: datetime) -> None:
    ticket = send("ada")

    with pytest.raises(PlaceNotSecured, match="Only a secured place"):
        release(ticket.pk, "refused", by=CLOCK, at=noon)


def test_a_released_place_waits(send: Send, noon: datetime, officer_actor: Actor) -> None:
    tickets = [send(name, paid=True) for name in "abc"]

    for _ in range(2):
        release(tickets[0].pk, "refused", by=officer_actor, at=noon)
    allocate(noon)

    assert counts("nurse", noon) == (0, 2, 1, 0)
    assert open_for("sample", "nurse", noon) == (False, "full")
    assert Record.objects.get(event="ticket.released").actor == officer_actor.identifier


def test_a_place_secured_and_released_between_two_turns_is_counted_once(send: Send, noon: datetime) -> None:
    ticket = send("ada")
    secure(ticket.pk, by=CLOCK, at=noon)
    release(ticket.pk, "refused", by=CLOCK, at=noon)

    allocate(noon)

    assert counts("nurse", noon) == (0, 0, 1, 2)


def test_a_ticket_in_line_is_changed_by_the_allocator_alone(
    send: Send, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.quotas.conftest.allocate", lambda at: 0)
    ticket = send("ada")

    with pytest.raises(StillQueued, match="just being decided"):
        return_place(ticket.pk, "changed_mind", by=CLOCK, at=noon)


@pytest.mark.parametrize("level", [Pool, Intake])
def test_the_database_refuses_a_count_above_the_quota(level: type[Pool | Intake], intake: Intake) -> None:
    with pytest.raises(DatabaseError, match="within_its_quota"), transaction.atomic():
        level.objects.update(held=4, secured=2)
