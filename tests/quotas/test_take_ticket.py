from datetime import date, datetime, timedelta

import pytest

from kaitak.service.audit.models import Record
from kaitak.service.people.actors import CLOCK
from kaitak.service.quotas.errors import IntakeClosed, IntakeUnknown, KeyUsed, NoPlaceLeft, TicketOpen
from kaitak.service.quotas.models import Intake, Ticket
from kaitak.service.quotas.selectors import open_for, ticket_of
from kaitak.service.quotas.services import Terms, allocate, return_place, set_terms
from tests.quotas.conftest import Send

State, Reason = Ticket.State, Ticket.Reason


def test_a_ticket_holds_a_place_for_the_operators_minutes(send: Send, noon: datetime) -> None:
    ticket = send("ada")

    assert (ticket.state, ticket.number) == (State.HELD, 1)
    assert ticket.held_until == noon + timedelta(minutes=30)
    assert ticket_of("case-ada") == ticket


def test_numbers_follow_the_order_of_sending_without_a_gap(send: Send) -> None:
    numbers = [send(name, pool).number for name, pool in [("a", "nurse"), ("b", "lift"), ("c", "nurse")]]

    assert numbers == [1, 2, 3]


def test_taking_and_answering_are_in_the_audit_of_the_case(send: Send) -> None:
    send("ada")

    trail = Record.objects.filter(case="case-ada").order_by("number")
    assert list(trail.values_list("event", "actor")) == [
        ("ticket.queued", "party-1"),
        ("ticket.held", "clock"),
    ]


def test_the_same_key_gives_the_same_ticket(send: Send) -> None:
    first = send("ada")
    second = send("ada")

    assert first == second
    assert Ticket.objects.count() == 1
    assert Record.objects.filter(event="ticket.queued").count() == 1


def test_a_key_used_for_another_case_is_refused(send: Send) -> None:
    send("ada")

    with pytest.raises(KeyUsed, match="another application"):
        send("bob", key="key-ada")


def test_a_person_has_one_open_ticket_in_an_intake(send: Send) -> None:
    send("ada")

    with pytest.raises(TicketOpen, match="already has a place"):
        send("ada", "lift", key="another", case="another")


def test_a_person_whose_hold_was_given_back_can_take_a_new_ticket(send: Send, noon: datetime) -> None:
    first = send("ada")
    return_place(first.pk, "changed_mind", by=CLOCK, at=noon)

    second = send("ada", key="another")

    assert (second.state, second.number) == (State.HELD, 2)


def test_a_hold_that_is_over_does_not_keep_its_person_from_a_new_ticket(send: Send, noon: datetime) -> None:
    first = send("ada")

    second = send("ada", key="another", at=noon + timedelta(minutes=30))

    first.refresh_from_db()
    assert (first.state, first.reason) == (State.RETURNED, "hold_ended")
    assert second.state == State.HELD


def test_a_full_trade_refuses_that_trade_only(send: Send, noon: datetime) -> None:
    held = [send(name) for name in "abc"]
    refused = send("d")
    other = send("e", "lift")

    assert [ticket.state for ticket in held] == [State.HELD] * 3
    assert (refused.state, refused.reason) == (State.REFUSED, Reason.ALL_HELD)
    assert other.state == State.HELD
    assert open_for("sample", "nurse", noon) == (False, "all_held")
    assert open_for("sample", "lift", noon) == (True, "")


def test_a_full_intake_refuses_every_trade(send: Send, noon: datetime) -> None:
    for name, pool in [("a", "nurse"), ("b", "nurse"), ("c", "lift"), ("d", "lift"), ("e", "lift")]:
        send(name, pool)

    refused = send("f", "nurse")

    assert (refused.state, refused.reason) == (State.REFUSED, Reason.ALL_HELD)
    assert open_for("sample", "nurse", noon) == (False, "all_held")


def test_where_every_place_is_secured_nothing_can_be_sent(send: Send, noon: datetime) -> None:
    for name in "abc":
        send(name, paid=True)

    with pytest.raises(NoPlaceLeft, match="No place is left"):
        send("d")

    assert open_for("sample", "nurse", noon) == (False, "full")
    assert ticket_of("case-d") is None


def test_a_repeated_request_gets_its_ticket_after_the_last_place_is_gone(send: Send) -> None:
    tickets = [send(name, paid=True) for name in "abc"]

    assert send("a", paid=False) == tickets[0]


@pytest.mark.parametrize(
    ("opens", "closes", "reason"),
    [(date(2026, 11, 24), None, "not_yet_open"), (None, date(2026, 11, 22), "closed")],
)
def test_outside_its_days_an_intake_takes_nothing(
    opens: date | None, closes: date | None, reason: str, send: Send, noon: datetime
) -> None:
    terms = Terms("sample", 5, "group", 30, opens, closes, {"nurse": 3})
    set_terms(terms, at=noon)

    with pytest.raises(IntakeClosed, match="not accepted on this day"):
        send("ada")

    assert open_for("sample", "nurse", noon) == (False, reason)


def test_both_ends_of_an_intake_belong_to_it_by_the_calendar_of_hong_kong(send: Send, noon: datetime) -> None:
    last = noon.replace(hour=23, minute=59)
    set_terms(Terms("sample", 5, "group", 30, noon.date(), noon.date(), {"nurse": 3}), at=noon)

    assert open_for("sample", "nurse", noon.replace(hour=0)) == (True, "")
    assert open_for("sample", "nurse", last) == (True, "")
    assert open_for("sample", "nurse", last + timedelta(minutes=1)) == (False, "closed")


def test_an_unknown_trade_is_named(send: Send) -> None:
    with pytest.raises(IntakeUnknown, match="no intake sample with a quota for baker"):
        send("ada", "baker")


def test_an_intake_that_takes_groups_takes_one_place_for_a_family(send: Send) -> None:
    ticket = send("ada", places=4)

    assert ticket.places == 1


def test_a_group_that_does_not_fit_is_told_so_and_does_not_hold_up_others(send: Send, noon: datetime) -> None:
    set_terms(Terms("sample", 5, "person", 30, pools={"nurse": 3}), at=noon)
    pair = send("pair", places=2)

    family = send("family", places=3)
    single = send("single")

    assert pair.state == State.HELD
    assert (family.state, family.reason) == (State.REFUSED, Reason.TOO_FEW)
    assert single.state == State.HELD


def test_late_money_secures_a_place_at_once(send: Send, noon: datetime) -> None:
    ticket = send("ada", paid=True)

    assert (ticket.state, ticket.secured_at) == (State.SECURED, noon)


def test_late_money_is_refused_in_the_line_and_never_before(send: Send, noon: datetime) -> None:
    for name in "abc":
        send(name, paid=True)

    late = send("late", paid=True)

    assert (late.state, late.reason, late.number) == (State.REFUSED, Reason.FULL, 4)


def test_tickets_are_answered_in_the_order_in_which_they_were_sent(
    send: Send, intake: Intake, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.quotas.conftest.allocate", lambda at: 0)
    waiting = [send(name) for name in "abcd"]

    allocate(noon)

    answered = Ticket.objects.filter(pk__in=[ticket.pk for ticket in waiting]).order_by("pk")
    assert [ticket.state for ticket in waiting] == [State.QUEUED] * 4
    assert list(answered.values_list("number", "state")) == [
        (1, State.HELD),
        (2, State.HELD),
        (3, State.HELD),
        (4, State.REFUSED),
    ]
