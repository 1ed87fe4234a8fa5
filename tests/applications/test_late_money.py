from collections.abc import Callable
from datetime import timedelta

import pytest

from kaitak.service.applications.errors import FeeNotPossible
from kaitak.service.applications.models import Group
from kaitak.service.applications.services import secure_paid, stop_sending
from kaitak.service.payments.models import Attempt, Demand, RefundOrder
from kaitak.service.people.actors import Actor
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.services import allocate, suspend
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db(transaction=True)
LATE = timedelta(minutes=31)


def test_a_hold_that_ends_unpaid_makes_the_group_a_draft_again_and_says_so(filing: Filing) -> None:
    filing.ready().send()

    allocate(filing.at + LATE)

    assert filing.group.state == Group.State.DRAFT
    assert filing.ticket.state == Ticket.State.RETURNED
    assert len(filing.told("hold_ended")) == 1


def test_money_that_comes_after_the_hold_takes_a_new_turn_and_secures(filing: Filing) -> None:
    filing.ready().send()
    attempt = filing.begin()
    allocate(filing.at + LATE)

    filing.settle(attempt, at=filing.at + LATE)
    allocate(filing.at + LATE)

    assert filing.group.state == Group.State.SUBMITTED
    assert filing.group.submitted_at == filing.at + LATE
    assert filing.ticket.state == Ticket.State.SECURED
    assert Ticket.objects.filter(case=str(filing.id)).count() == 2


def test_money_that_comes_before_the_clock_has_ended_the_hold_takes_a_new_turn_too(filing: Filing) -> None:
    filing.ready().send()
    attempt = filing.begin()

    filing.settle(attempt, at=filing.at + LATE)
    allocate(filing.at + LATE)

    assert filing.group.state == Group.State.SUBMITTED
    assert filing.group.submitted_at == filing.at + LATE


def test_late_money_without_a_place_is_ordered_back_and_the_person_is_told(
    filing: Filing, another: Callable[..., Filing]
) -> None:
    filing.ready().send()
    attempt = filing.begin()
    allocate(filing.at + LATE)
    for number in ("A1111111", "B2222222"):
        other = another(number)
        other.at = filing.at + LATE
        other.ready().send().pay()

    filing.settle(attempt, at=filing.at + LATE)
    allocate(filing.at + LATE)

    assert filing.group.state == Group.State.DRAFT
    assert RefundOrder.objects.get(attempt=attempt).reason == "no_place"
    assert filing.told("place_refused")[0].context["refunded"] == "yes"
    assert len(filing.told("refund_ordered")) == 1


def test_late_money_while_the_intake_is_suspended_is_ordered_back(filing: Filing, supervisor: Actor) -> None:
    filing.ready().send()
    attempt = filing.begin()
    allocate(filing.at + LATE)
    suspend("lantern.all", None, "storm", by=supervisor, at=filing.at + LATE)

    filing.settle(attempt, at=filing.at + LATE)
    allocate(filing.at + LATE)

    assert filing.group.state == Group.State.DRAFT
    assert RefundOrder.objects.filter(attempt=attempt).exists()


def test_late_money_for_a_group_that_was_changed_and_is_not_signed_goes_back(filing: Filing) -> None:
    filing.ready().send()
    attempt = filing.begin()
    allocate(filing.at + LATE)
    filing.save("name", family_name="Tran")

    filing.settle(attempt, at=filing.at + LATE)

    assert filing.group.state == Group.State.DRAFT
    assert RefundOrder.objects.filter(attempt=attempt).exists()
    assert Ticket.objects.filter(case=str(filing.id)).count() == 1


def test_money_that_comes_while_the_group_is_in_line_again_waits_for_its_place(filing: Filing) -> None:
    filing.ready().send()
    attempt = filing.begin()
    allocate(filing.at + LATE)
    Group.objects.filter(pk=filing.id).update(state=Group.State.SENDING, sent_at=filing.at + LATE)
    again = Ticket.objects.get(case=str(filing.id))
    queued = Ticket.objects.create(
        intake=again.intake, pool=again.pool, case=again.case, places=1,
        person_digest=again.person_digest, key="again", sent_at=filing.at + LATE,
    )  # fmt: skip

    filing.settle(attempt, at=filing.at + LATE)
    allocate(filing.at + LATE)
    secure_paid(at=filing.at + LATE)

    queued.refresh_from_db()
    assert queued.state == Ticket.State.SECURED
    assert filing.group.state == Group.State.SUBMITTED


def test_a_second_payment_is_ordered_back(filing: Filing) -> None:
    filing.ready().send()
    first = filing.begin()
    Attempt.objects.filter(pk=first.pk).update(state=Attempt.State.EXPIRED)
    second = filing.begin()

    filing.settle(second)
    filing.settle(first)

    assert filing.group.state == Group.State.SUBMITTED
    assert RefundOrder.objects.get().attempt_id == first.pk


def test_a_held_place_can_be_given_back_and_then_the_fee_cannot_be_paid(filing: Filing) -> None:
    filing.ready().send()

    stop_sending(filing.id, by=filing.applicant, at=filing.at)

    assert filing.group.state == Group.State.DRAFT
    assert filing.ticket.state == Ticket.State.RETURNED
    with pytest.raises(FeeNotPossible, match="not held"):
        filing.begin()


def test_sending_again_after_a_hold_asks_for_the_same_fee_once(filing: Filing) -> None:
    filing.ready().send()
    allocate(filing.at + LATE)

    filing.send(at=filing.at + LATE).pay(at=filing.at + LATE)

    assert Demand.objects.filter(case=str(filing.id)).count() == 1
    assert filing.group.state == Group.State.SUBMITTED
