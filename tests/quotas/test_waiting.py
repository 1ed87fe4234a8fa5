from datetime import datetime, timedelta

import pytest

from kaitak.service.database import leases
from kaitak.service.quotas.allocator import lead as leading
from kaitak.service.quotas.allocator import turn, waiting
from kaitak.service.quotas.models import Intake, Ticket
from kaitak.service.quotas.services import allocate, take_ticket
from tests.quotas.conftest import APPLICANT

pytestmark = pytest.mark.django_db(transaction=True)


def take(name: str, at: datetime) -> Ticket:
    """Take a ticket as a portal does: the answer is there when the transaction is."""
    ticket = take_ticket(
        intake="sample", pool="nurse", person_digest=name, case=name, key=name, by=APPLICANT, at=at
    )
    ticket.refresh_from_db()
    return ticket


def test_whoever_sends_has_the_answer_with_the_commit(intake: Intake, noon: datetime) -> None:
    assert take("ada", noon).state == Ticket.State.HELD


def test_a_turn_that_fails_once_is_taken_again(
    intake: Intake, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([True])

    def fail_once(*arguments: object) -> int:
        if next(failures, False):
            raise ZeroDivisionError
        return turn.take_turn(*arguments)

    monkeypatch.setattr(leading, "take_turn", fail_once)

    assert take("ada", noon).state == Ticket.State.HELD


def test_while_another_process_leads_the_ticket_waits_in_line(
    intake: Intake, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr(waiting, "PAUSE_SECONDS", 0)
    leases.take(f"quota:{intake.pk}", at=noon, seconds=leading.LEASE_SECONDS, holder="somebody else")

    ticket = take("ada", noon)
    busy = allocate(noon)

    assert (ticket.state, busy) == (Ticket.State.QUEUED, 0)


def test_a_leader_that_died_is_followed_within_two_seconds(
    intake: Intake, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr(waiting, "PAUSE_SECONDS", 0)
    leases.take(f"quota:{intake.pk}", at=noon, seconds=leading.LEASE_SECONDS, holder="died")
    ticket = take("ada", noon)

    allocate(noon + timedelta(seconds=2))

    ticket.refresh_from_db()
    assert ticket.state == Ticket.State.HELD
