from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from kaitak.service.payments.errors import (
    AttemptUnclear,
    BadSignature,
    DemandPaid,
    MethodNotOffered,
    ProviderUnreachable,
)
from kaitak.service.payments.models import Attempt, Demand, ProviderNotice, RefundOrder
from kaitak.service.payments.selectors import offers
from kaitak.service.payments.services import (
    begin_attempt,
    carry_out_refunds,
    order_refund,
    receive_notice,
    reconcile,
)
from kaitak.service.people.actors import CLOCK, Actor
from tests.payments.conftest import RETURN, NotingPurpose
from tests.payments.stripe_stand_in import KEY, SECRET, StandIn, running

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
COMPLETED = "checkout.session.completed"


@pytest.fixture
def stand_in(settings: object) -> Iterator[StandIn]:
    with running() as stand_in:
        settings.PAYMENT_PROVIDER = "stripe"
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = KEY, SECRET
        settings.STRIPE_BASE_ADDRESS = stand_in.address
        yield stand_in


@pytest.fixture
def attempt(stand_in: StandIn, demand: Demand, payer: Actor, noon: datetime) -> Attempt:
    return begin_attempt(demand.pk, "alipay", by=payer, at=noon, return_url=RETURN)


def tell(stand_in: StandIn, kind: str, attempt: Attempt, at: datetime, key: str = "evt_1") -> bool:
    body, headers = stand_in.webhook(kind, attempt.provider_reference, at=int(at.timestamp()), key=key)
    return receive_notice("stripe", body, headers, at=at)


def state_of(attempt: Attempt) -> str:
    attempt.refresh_from_db()
    return attempt.state


def test_a_session_is_opened_for_the_fee_and_the_browser_sent_there(
    stand_in: StandIn, attempt: Attempt, noon: datetime
) -> None:
    asked = stand_in.asked[0]

    assert attempt.redirect_url == "https://checkout.stripe.com/c/pay/cs_test_1"
    assert attempt.expires_at == noon + 31 * MINUTE
    assert asked["client_reference_id"] == str(attempt.pk)
    assert asked["line_items[0][price_data][unit_amount]"] == "60000"
    assert asked["payment_method_types[0]"] == "alipay"
    assert not any("example.org" in value for value in asked.values())


def test_only_what_stripe_takes_is_offered(
    stand_in: StandIn, demand: Demand, payer: Actor, noon: datetime
) -> None:
    assert [offer.code for offer in offers()] == [
        "visa",
        "mastercard",
        "unionpay",
        "jcb",
        "alipay",
        "wechatpay",
    ]
    with pytest.raises(MethodNotOffered):
        begin_attempt(demand.pk, "fps", by=payer, at=noon, return_url=RETURN)


@pytest.mark.parametrize("method", ["visa", "wechatpay"])
def test_cards_and_wallets_are_begun(
    method: str, stand_in: StandIn, demand: Demand, payer: Actor, noon: datetime
) -> None:
    assert begin_attempt(demand.pk, method, by=payer, at=noon, return_url=RETURN).state == "pending"


def test_a_signed_webhook_settles_once(
    stand_in: StandIn, attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    stand_in.pay(attempt.provider_reference)

    for _ in range(3):
        assert tell(stand_in, COMPLETED, attempt, noon)

    assert purpose.told == [("paid", attempt.pk)]
    assert ProviderNotice.objects.get().times_received == 3


def test_money_that_comes_after_the_session_was_completed(
    stand_in: StandIn, attempt: Attempt, noon: datetime
) -> None:
    stand_in.wait(attempt.provider_reference)
    tell(stand_in, COMPLETED, attempt, noon)
    assert state_of(attempt) == "unclear"

    stand_in.pay(attempt.provider_reference)
    tell(stand_in, "checkout.session.async_payment_succeeded", attempt, noon, key="evt_2")

    assert state_of(attempt) == "paid"


@pytest.mark.parametrize(
    ("kind", "state"),
    [("checkout.session.async_payment_failed", "failed"), ("checkout.session.expired", "expired")],
)
def test_what_ends_without_money(
    kind: str, state: str, stand_in: StandIn, attempt: Attempt, noon: datetime
) -> None:
    if state == "expired":
        stand_in.expire(attempt.provider_reference)

    tell(stand_in, kind, attempt, noon)

    assert state_of(attempt) == state


def test_events_of_others_are_not_kept(stand_in: StandIn, attempt: Attempt, noon: datetime) -> None:
    assert not tell(stand_in, "charge.updated", attempt, noon)
    stand_in.sessions[attempt.provider_reference]["client_reference_id"] = "an order of a shop"
    assert not tell(stand_in, COMPLETED, attempt, noon)

    assert not ProviderNotice.objects.exists()


def test_a_webhook_with_a_bad_signature_or_too_old_is_refused(
    stand_in: StandIn, attempt: Attempt, noon: datetime
) -> None:
    stand_in.pay(attempt.provider_reference)
    body, headers = stand_in.webhook(COMPLETED, attempt.provider_reference, at=int(noon.timestamp()))

    with pytest.raises(BadSignature, match="not Stripe's"):
        receive_notice("stripe", body + b" ", headers, at=noon)
    with pytest.raises(BadSignature, match="not Stripe's"):
        receive_notice("stripe", body, {}, at=noon)
    with pytest.raises(BadSignature, match="too long ago"):
        receive_notice("stripe", body, headers, at=noon + 6 * MINUTE)
    assert state_of(attempt) == "pending"


def test_a_lost_webhook_is_made_up_for_by_asking(
    stand_in: StandIn, attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    stand_in.pay(attempt.provider_reference)

    reconcile(at=noon + MINUTE)

    assert purpose.told == [("paid", attempt.pk)]


@pytest.mark.parametrize(
    ("intent", "state"), [("processing", "unclear"), ("requires_payment_method", "failed")]
)
def test_asking_tells_money_on_its_way_from_money_refused(
    intent: str, state: str, stand_in: StandIn, attempt: Attempt, noon: datetime
) -> None:
    stand_in.wait(attempt.provider_reference, intent)

    reconcile(at=noon + MINUTE)

    assert state_of(attempt) == state


def test_another_means_expires_the_session_or_finds_it_paid(
    stand_in: StandIn, attempt: Attempt, payer: Actor, noon: datetime
) -> None:
    other = begin_attempt(attempt.demand_id, "visa", by=payer, at=noon, return_url=RETURN)
    assert stand_in.sessions[attempt.provider_reference]["status"] == "expired"

    stand_in.wait(other.provider_reference)
    with pytest.raises(AttemptUnclear):
        begin_attempt(attempt.demand_id, "jcb", by=payer, at=noon, return_url=RETURN)
    stand_in.pay(other.provider_reference)
    with pytest.raises(DemandPaid):
        begin_attempt(attempt.demand_id, "jcb", by=payer, at=noon, return_url=RETURN)


def test_stripe_that_is_down_makes_the_attempt_unclear_and_one_session_is_made(
    stand_in: StandIn, demand: Demand, payer: Actor, noon: datetime
) -> None:
    stand_in.is_down = True
    with pytest.raises(ProviderUnreachable):
        begin_attempt(demand.pk, "visa", by=payer, at=noon, return_url=RETURN)
    assert Attempt.objects.get().state == "unclear"

    stand_in.is_down = False
    reconcile(at=noon + MINUTE)
    again = begin_attempt(demand.pk, "visa", by=payer, at=noon + MINUTE, return_url=RETURN)

    assert again.state == "pending"
    assert len(stand_in.sessions) == 1


@pytest.fixture
def order(stand_in: StandIn, attempt: Attempt, noon: datetime) -> RefundOrder:
    stand_in.pay(attempt.provider_reference)
    reconcile(at=noon + MINUTE)
    return order_refund(attempt.pk, "no_place", by=CLOCK, at=noon + MINUTE)


def test_money_goes_back_once(stand_in: StandIn, order: RefundOrder, noon: datetime) -> None:
    assert carry_out_refunds(at=noon + MINUTE) == 1
    assert carry_out_refunds(at=noon + 2 * MINUTE) == 0

    assert [one["amount"] for one in stand_in.refunds.values()] == [60_000]


def test_a_refund_under_way_is_asked_after_until_it_is_done(
    stand_in: StandIn, order: RefundOrder, noon: datetime
) -> None:
    stand_in.refund_status = "pending"
    assert carry_out_refunds(at=noon + MINUTE) == 0

    stand_in.refunds["re_1"]["status"] = "succeeded"
    assert carry_out_refunds(at=noon + 2 * MINUTE) == 1


def test_killed_after_the_refund_it_is_not_made_twice_even_when_the_key_is_forgotten(
    stand_in: StandIn, order: RefundOrder, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("kaitak.service.payments.services.refunds._note", _kill)
        with pytest.raises(KeyboardInterrupt):
            carry_out_refunds(at=noon + MINUTE)
    stand_in.answered.clear()

    assert carry_out_refunds(at=noon + timedelta(days=2)) == 1
    assert len(stand_in.refunds) == 1


def test_a_wrong_key_is_no_refusal_of_the_payment(
    stand_in: StandIn, demand: Demand, payer: Actor, noon: datetime, settings: object
) -> None:
    settings.STRIPE_SECRET_KEY = "sk_test_other"

    with pytest.raises(ProviderUnreachable):
        begin_attempt(demand.pk, "visa", by=payer, at=noon, return_url=RETURN)


def _kill(*args: object) -> None:
    raise KeyboardInterrupt
