from datetime import datetime, timedelta

import pytest

from kaitak.service.audit.models import Record
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.people.errors import PermissionRefused
from kaitak.service.quotas import selectors
from kaitak.service.quotas.errors import IntakeSuspended, IntakeUnknown, ResumptionTooEarly
from kaitak.service.quotas.models import Intake, Ticket
from kaitak.service.quotas.selectors import open_for, places
from kaitak.service.quotas.services import (
    allocate,
    announce_resumption,
    lift,
    release,
    resume_due,
    secure,
    suspend,
)
from tests.quotas.conftest import Send

HOUR = timedelta(hours=1)


def test_a_suspended_trade_takes_nothing_and_the_others_do(
    send: Send, supervisor: Actor, noon: datetime
) -> None:
    suspend("sample", "nurse", "trouble", by=supervisor, at=noon)

    with pytest.raises(IntakeSuspended, match="suspended for now"):
        send("ada")

    assert open_for("sample", "nurse", noon) == (False, "suspended")
    assert send("bob", "lift").state == Ticket.State.HELD


def test_a_suspended_intake_takes_nothing_anywhere(send: Send, supervisor: Actor, noon: datetime) -> None:
    suspend("sample", None, "trouble", by=supervisor, at=noon)

    assert [open_for("sample", pool, noon) for pool in ("nurse", "lift")] == [(False, "suspended")] * 2


def test_what_was_sent_before_a_suspension_keeps_its_turn(
    send: Send, supervisor: Actor, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.quotas.conftest.allocate", lambda at: 0)
    ticket = send("ada")
    suspend("sample", None, "trouble", by=supervisor, at=noon + HOUR)

    allocate(noon + HOUR)

    ticket.refresh_from_db()
    assert ticket.state == Ticket.State.HELD


def test_a_held_place_can_be_paid_for_during_a_suspension(
    send: Send, supervisor: Actor, noon: datetime
) -> None:
    ticket = send("ada")
    suspend("sample", None, "trouble", by=supervisor, at=noon)

    assert secure(ticket.pk, by=CLOCK, at=noon).state == Ticket.State.SECURED


def test_late_money_during_a_suspension_is_refused_in_the_line(
    send: Send, supervisor: Actor, noon: datetime
) -> None:
    suspend("sample", None, "trouble", by=supervisor, at=noon)

    late = send("ada", paid=True)

    assert (late.state, late.reason) == (Ticket.State.REFUSED, Ticket.Reason.SUSPENDED)


def test_a_lifted_suspension_holds_nobody_up(send: Send, supervisor: Actor, noon: datetime) -> None:
    suspend("sample", "nurse", "trouble", by=supervisor, at=noon)

    lifted = lift("sample", "nurse", "over", by=supervisor, at=noon + HOUR)

    assert lifted == 1
    assert lift("sample", "nurse", "over", by=supervisor, at=noon + HOUR) == 0
    assert open_for("sample", "nurse", noon + HOUR) == (True, "")


def test_suspending_twice_suspends_once(intake: Intake, supervisor: Actor, noon: datetime) -> None:
    first = suspend("sample", None, "trouble", by=supervisor, at=noon)
    second = suspend("sample", None, "more trouble", by=supervisor, at=noon + HOUR)

    assert first == second
    assert list(selectors.suspensions("sample")) == [first]


def test_only_a_supervisor_pauses_an_intake(intake: Intake, officer_actor: Actor, noon: datetime) -> None:
    with pytest.raises(PermissionRefused):
        suspend("sample", None, "trouble", by=officer_actor, at=noon)
    with pytest.raises(PermissionRefused):
        lift("sample", None, "trouble", by=officer_actor, at=noon)
    with pytest.raises(PermissionRefused):
        announce_resumption("sample", None, noon + HOUR, by=officer_actor, at=noon)


def test_an_unknown_trade_cannot_be_suspended(intake: Intake, supervisor: Actor, noon: datetime) -> None:
    with pytest.raises(IntakeUnknown, match="baker"):
        suspend("sample", "baker", "trouble", by=supervisor, at=noon)


def test_released_places_can_be_taken_from_the_announced_moment_on(
    send: Send, supervisor: Actor, noon: datetime
) -> None:
    tickets = [send(name, paid=True) for name in "abc"]
    release(tickets[0].pk, "refused", by=supervisor, at=noon)
    announce_resumption("sample", "nurse", noon + HOUR, by=supervisor, at=noon)
    allocate(noon)

    early = resume_due(noon + HOUR - timedelta(seconds=1))
    closed = places("sample", noon)[0]
    due = resume_due(noon + HOUR)
    opened = places("sample", noon + HOUR)[0]

    assert (early, closed.reason, closed.resumes_at) == (0, "full", noon + HOUR)
    assert (due, opened.reason, opened.left, opened.released) == (1, "", 1, 0)
    assert selectors.resumptions("sample").get().places == 1
    assert send("d", at=noon + HOUR).state == Ticket.State.HELD


def test_a_resumption_of_one_trade_leaves_the_others_waiting(
    send: Send, supervisor: Actor, noon: datetime
) -> None:
    for name, pool in [("a", "nurse"), ("b", "lift")]:
        release(send(name, pool, paid=True).pk, "refused", by=supervisor, at=noon)
    announce_resumption("sample", "nurse", noon + HOUR, by=supervisor, at=noon)

    resume_due(noon + HOUR)
    resume_due(noon + HOUR)

    assert [view.released for view in places("sample", noon + HOUR)] == [0, 1]


def test_a_resumption_ends_the_suspension_of_its_scope(
    intake: Intake, supervisor: Actor, noon: datetime
) -> None:
    suspend("sample", None, "full", by=supervisor, at=noon)
    announce_resumption("sample", None, noon + HOUR, by=supervisor, at=noon)

    resume_due(noon + HOUR)

    assert open_for("sample", "nurse", noon + HOUR) == (True, "")
    assert list(Record.objects.filter(case="quota:sample").values_list("event", flat=True)) == [
        "intake.opened",
        "intake.suspended",
        "intake.resumption_announced",
        "intake.resumed",
    ]


def test_a_resumption_is_announced_ahead(intake: Intake, supervisor: Actor, noon: datetime) -> None:
    with pytest.raises(ResumptionTooEarly, match="still to come"):
        announce_resumption("sample", None, noon, by=supervisor, at=noon)
