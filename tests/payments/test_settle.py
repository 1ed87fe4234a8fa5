from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from kaitak.service.audit.models import Record
from kaitak.service.notices.models import Notice
from kaitak.service.payments.errors import ReferenceMismatch
from kaitak.service.payments.models import Attempt, Demand, RefundOrder
from kaitak.service.payments.selectors import standing_of
from kaitak.service.payments.services import begin_attempt, order_refund, settle, void_demand
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.people.errors import PermissionRefused
from tests.payments.conftest import CASE, RETURN, NotingPurpose, demand_for

pytestmark = pytest.mark.django_db


def test_money_pays_the_demand_and_the_purpose_is_told_once(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    for _ in range(3):
        settle(attempt.pk, "paid", by=CLOCK, at=noon)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.is_kept) == (Attempt.State.PAID, True)
    assert attempt.demand.state == Demand.State.PAID
    assert purpose.told == [("paid", attempt.pk)]
    assert Record.objects.filter(event="payment.paid").count() == 1


def test_a_refusal_after_the_money_changes_nothing(attempt: Attempt, noon: datetime) -> None:
    settle(attempt.pk, "paid", by=CLOCK, at=noon)

    for outcome in ("failed", "expired", "unclear", "pending"):
        assert settle(attempt.pk, outcome, by=CLOCK, at=noon).state == Attempt.State.PAID


def test_money_after_the_attempt_expired_still_pays(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    settle(attempt.pk, "expired", by=CLOCK, at=noon)

    late = settle(attempt.pk, "paid", by=CLOCK, at=noon + timedelta(hours=3))

    assert late.is_kept
    assert purpose.told == [("failed", attempt.pk), ("paid", attempt.pk)]


def test_refused_then_paid_by_another_means(
    attempt: Attempt, payer: Actor, noon: datetime, purpose: NotingPurpose
) -> None:
    settle(attempt.pk, "failed", by=CLOCK, at=noon)

    other = begin_attempt(attempt.demand_id, "alipay", by=payer, at=noon, return_url=RETURN)
    settle(other.pk, "paid", by=CLOCK, at=noon)

    assert purpose.told == [("failed", attempt.pk), ("paid", other.pk)]
    assert standing_of(Demand.objects.get()).state == "paid"


def test_of_two_attempts_both_paid_one_is_kept_and_one_goes_back(
    attempt: Attempt, payer: Actor, noon: datetime, purpose: NotingPurpose
) -> None:
    other = begin_attempt(attempt.demand_id, "pps", by=payer, at=noon, return_url=RETURN)
    settle(other.pk, "paid", by=CLOCK, at=noon)

    settle(attempt.pk, "paid", by=CLOCK, at=noon)

    order = RefundOrder.objects.get()
    assert (order.attempt, order.reason, order.amount_cents) == (attempt, "already_paid", 60_000)
    assert purpose.told == [("failed", attempt.pk), ("paid", other.pk)]
    assert Notice.objects.get().kind == "refund_ordered"
    assert Demand.objects.get().state == Demand.State.PAID


def test_money_for_a_fee_no_longer_due_goes_back(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    void_demand(attempt.demand_id, reason="withdrawn", by=CLOCK, at=noon)

    settle(attempt.pk, "paid", by=CLOCK, at=noon)

    assert RefundOrder.objects.get().reason == "no_longer_due"
    assert purpose.told == []


@pytest.mark.parametrize("received", [59_999, 60_001])
def test_another_amount_than_the_fee_goes_back(
    received: int, attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    settle(attempt.pk, "paid", by=CLOCK, at=noon, received_cents=received)

    order = RefundOrder.objects.get()
    assert (order.reason, order.amount_cents) == ("wrong_amount", received)
    assert Demand.objects.get().state == Demand.State.OPEN
    assert purpose.told == []


def test_a_purpose_that_has_no_place_gives_the_money_back_in_the_same_transaction(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    purpose.paid = lambda attempt, at: order_refund(attempt.pk, "no_place", by=CLOCK, at=at)  # type: ignore[method-assign]

    settled = settle(attempt.pk, "paid", by=CLOCK, at=noon)

    assert (settled.state, settled.is_kept) == (Attempt.State.REFUNDING, False)
    assert Demand.objects.get().state == Demand.State.VOID
    assert demand_for(CASE, noon).state == Demand.State.OPEN


def test_a_purpose_that_breaks_undoes_everything(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    purpose.fault = ZeroDivisionError()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        settle(attempt.pk, "paid", by=CLOCK, at=noon)

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.PENDING
    assert Demand.objects.get().state == Demand.State.OPEN


def test_what_the_browser_says_decides_nothing(attempt: Attempt, payer: Actor, noon: datetime) -> None:
    with pytest.raises(PermissionRefused):
        settle(attempt.pk, "paid", by=payer, at=noon)


def test_another_reference_of_the_provider_is_refused(attempt: Attempt, noon: datetime) -> None:
    with pytest.raises(ReferenceMismatch, match="another reference"):
        settle(attempt.pk, "paid", "somebody-else's", by=CLOCK, at=noon)


def test_the_database_keeps_one_paid_attempt_a_demand(attempt: Attempt, payer: Actor, noon: datetime) -> None:
    settle(attempt.pk, "failed", by=CLOCK, at=noon)
    other = begin_attempt(attempt.demand_id, "pps", by=payer, at=noon, return_url=RETURN)
    Attempt.objects.filter(pk=attempt.pk).update(state="paid", is_kept=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=other.pk).update(state="paid", is_kept=True)


def test_the_database_keeps_one_live_attempt_a_demand(attempt: Attempt, payer: Actor, noon: datetime) -> None:
    begin_attempt(attempt.demand_id, "pps", by=payer, at=noon, return_url=RETURN)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(state="pending")
