from datetime import datetime, timedelta

import pytest

from kaitak.service.notices.models import Notice
from kaitak.service.notices.services.deliver import compose
from kaitak.service.payments.errors import NothingToRefund, Refused, Unreachable
from kaitak.service.payments.models import Attempt, RefundOrder
from kaitak.service.payments.port import RefundStanding
from kaitak.service.payments.providers.sandbox import SandboxProvider
from kaitak.service.payments.sandbox_gateway.models import SandboxRefund
from kaitak.service.payments.services import begin_attempt, carry_out_refunds, order_refund, reconcile, settle
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.people.errors import PermissionRefused
from tests.payments.conftest import RETURN, choose, demand_for

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=1)


@pytest.fixture
def order(attempt: Attempt, noon: datetime) -> RefundOrder:
    choose(attempt, "success", at=noon)
    settle(attempt.pk, "paid", by=CLOCK, at=noon)
    return order_refund(attempt.pk, "no_place", by=CLOCK, at=noon)


def test_a_refund_is_carried_out_and_the_payer_told_twice(order: RefundOrder, noon: datetime) -> None:
    assert carry_out_refunds(at=noon) == 1
    assert carry_out_refunds(at=noon + SOON) == 0

    order.refresh_from_db()
    assert order.attempt.state == Attempt.State.REFUNDED
    assert SandboxRefund.objects.get().amount_cents == 60_000
    assert list(Notice.objects.order_by("pk").values_list("kind", flat=True)) == [
        "refund_ordered",
        "refund_done",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "no place was left"), ("zh-hant", "沒有餘下名額"), ("zh-hans", "没有剩余名额")],
)
def test_the_payer_reads_why_in_their_language(
    language: str, words: str, order: RefundOrder, noon: datetime
) -> None:
    Notice.objects.update(language=language)

    message = compose(Notice.objects.get())

    assert "HK$600" in message.subject
    assert words in message.body
    assert order.attempt.transaction_reference in message.body


def test_ordering_twice_orders_once(order: RefundOrder, noon: datetime) -> None:
    assert order_refund(order.attempt_id, "other", by=CLOCK, at=noon) == order


def test_a_provider_that_is_down_is_asked_again_ever_more_slowly(
    order: RefundOrder, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(SandboxProvider, "refund", _raise(Unreachable("down")))
        waits = []
        at = noon
        for _ in range(4):
            carry_out_refunds(at=at)
            order.refresh_from_db()
            waits.append((order.due_at - at).total_seconds())
            at = order.due_at

    assert waits == [15, 30, 60, 120]
    assert carry_out_refunds(at=at) == 1


def test_killed_after_the_provider_refunded_it_is_not_refunded_twice(
    order: RefundOrder, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("kaitak.service.payments.services.refunds._note", _raise(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            carry_out_refunds(at=noon)

    assert carry_out_refunds(at=noon + SOON) == 1
    assert SandboxRefund.objects.count() == 1


def test_a_refund_the_provider_confirms_later_waits_for_it(
    attempt: Attempt, payer: Actor, noon: datetime
) -> None:
    slow = begin_attempt(attempt.demand_id, "fps", by=payer, at=noon, return_url=RETURN)
    choose(slow, "success", at=noon)
    reconcile(at=noon + SOON)
    order_refund(slow.pk, "no_place", by=CLOCK, at=noon + SOON)

    assert carry_out_refunds(at=noon + SOON) == 0
    slow.refresh_from_db()
    assert slow.state == Attempt.State.REFUNDING
    assert carry_out_refunds(at=noon + 2 * SOON) == 1
    slow.refresh_from_db()
    assert slow.state == Attempt.State.REFUNDED


def test_a_refund_that_failed_at_the_provider_is_tried_under_a_new_key(
    order: RefundOrder, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = order.idempotency_key
    with monkeypatch.context() as broken:
        failed = RefundStanding("re_1", is_failed=True)
        broken.setattr(SandboxProvider, "refund", lambda *args, **kwargs: failed)
        assert carry_out_refunds(at=noon) == 0

    order.refresh_from_db()
    assert order.idempotency_key != first
    assert carry_out_refunds(at=order.due_at) == 1


def test_a_refund_the_provider_refuses_stays_to_be_seen(
    order: RefundOrder, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SandboxProvider, "refund", _raise(Refused("account closed")))

    carry_out_refunds(at=noon)

    order.refresh_from_db()
    assert order.confirmed_at is None
    assert "account closed" in order.last_error


def test_what_was_not_paid_is_not_refunded(attempt: Attempt, noon: datetime) -> None:
    with pytest.raises(NothingToRefund, match=attempt.transaction_reference):
        order_refund(attempt.pk, "no_place", by=CLOCK, at=noon)


def test_a_payer_does_not_order_refunds(order: RefundOrder, payer: Actor, noon: datetime) -> None:
    with pytest.raises(PermissionRefused):
        order_refund(order.attempt_id, "please", by=payer, at=noon)


def test_after_the_money_went_back_the_fee_can_be_demanded_again(order: RefundOrder, noon: datetime) -> None:
    carry_out_refunds(at=noon)

    assert demand_for(order.attempt.demand.case, noon) != order.attempt.demand


def _raise(error: BaseException):
    def fail(*args, **kwargs):
        raise error

    return fail
