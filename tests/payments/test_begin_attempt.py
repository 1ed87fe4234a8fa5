from datetime import datetime, timedelta

import pytest

from kaitak.service.payments.errors import (
    AttemptRefused,
    AttemptUnclear,
    DemandOverdue,
    DemandPaid,
    DemandVoid,
    MethodNotOffered,
    ProviderUnreachable,
    Refused,
    Unreachable,
)
from kaitak.service.payments.methods import Flow, Method
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.providers.sandbox import SandboxProvider
from kaitak.service.payments.sandbox_gateway.models import SandboxPayment
from kaitak.service.payments.selectors import offers
from kaitak.service.payments.services import begin_attempt, reconcile, settle, void_demand
from kaitak.service.people.actors import ANONYMOUS, CLOCK, Actor, ActorKind, Role
from kaitak.service.people.errors import PermissionRefused, ServiceError
from tests.payments.conftest import RETURN, NotingPurpose, choose

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def begin(demand: Demand, method: str, by: Actor, at: datetime) -> Attempt:
    return begin_attempt(demand.pk, method, by=by, at=at, return_url=RETURN)


@pytest.mark.parametrize("method", list(Method))
def test_every_means_of_payment_can_be_begun(
    method: Method, demand: Demand, payer: Actor, noon: datetime
) -> None:
    attempt = begin(demand, method, payer, noon)

    assert attempt.state == Attempt.State.PENDING
    assert attempt.redirect_url.startswith("/en/sandbox/pay/")
    assert bool(attempt.qr_text) == (attempt.flow == Flow.QR)


def test_the_sandbox_uses_all_three_flows() -> None:
    assert {offer.flow for offer in offers()} == set(Flow)


def test_a_double_click_begins_once(attempt: Attempt, payer: Actor, noon: datetime) -> None:
    again = begin(attempt.demand, "visa", payer, noon)

    assert again == attempt
    assert SandboxPayment.objects.count() == 1


def test_another_means_of_payment_ends_the_first(attempt: Attempt, payer: Actor, noon: datetime) -> None:
    other = begin(attempt.demand, "fps", payer, noon)

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.EXPIRED
    assert other.state == Attempt.State.PENDING
    assert SandboxPayment.objects.get(token=attempt.provider_reference).state == "cancelled"


def test_changing_the_means_after_paying_finds_the_payment(
    attempt: Attempt, payer: Actor, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "success", at=noon)

    with pytest.raises(DemandPaid, match="already been paid"):
        begin(attempt.demand, "fps", payer, noon)

    assert purpose.told == [("paid", attempt.pk)]


@pytest.mark.parametrize("method", ["visa", "fps"])
def test_nothing_is_begun_while_a_payment_is_unclear(
    method: str, attempt: Attempt, payer: Actor, noon: datetime
) -> None:
    choose(attempt, "lost_unpaid", at=noon)
    reconcile(at=noon + timedelta(seconds=10))

    with pytest.raises(AttemptUnclear, match=attempt.transaction_reference):
        begin(attempt.demand, method, payer, noon + timedelta(seconds=11))

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.UNCLEAR


def test_once_the_unclear_payment_is_known_to_have_failed_another_begins(
    attempt: Attempt, payer: Actor, noon: datetime
) -> None:
    choose(attempt, "lost_unpaid", at=noon)
    reconcile(at=noon + timedelta(seconds=10))

    other = begin(attempt.demand, "mastercard", payer, noon + MINUTE)

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.FAILED
    assert other.state == Attempt.State.PENDING


def test_an_attempt_past_its_time_is_replaced(attempt: Attempt, payer: Actor, noon: datetime) -> None:
    other = begin(attempt.demand, "visa", payer, noon + 31 * MINUTE)

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.EXPIRED
    assert other != attempt


def test_a_provider_that_does_not_answer_leaves_the_attempt_unclear_and_typed_things_alone(
    demand: Demand, payer: Actor, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(SandboxProvider, "begin", _raise(Unreachable("down")))
        with pytest.raises(ProviderUnreachable, match="does not answer"):
            begin(demand, "visa", payer, noon)

    assert Attempt.objects.get().state == Attempt.State.UNCLEAR
    again = begin(demand, "visa", payer, noon + MINUTE)
    assert again.state == Attempt.State.PENDING
    assert Attempt.objects.count() == SandboxPayment.objects.count() == 1


def test_a_crash_between_the_provider_and_our_note_is_mended_by_the_same_key(
    demand: Demand, payer: Actor, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("kaitak.service.payments.services.ask._keep", _raise(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            begin(demand, "visa", payer, noon)

    reconcile(at=noon + MINUTE)

    attempt = Attempt.objects.get()
    assert attempt.state == Attempt.State.PENDING
    assert attempt.provider_reference == SandboxPayment.objects.get().token


def test_a_means_the_provider_refuses_fails_and_another_may_follow(
    demand: Demand, payer: Actor, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(SandboxProvider, "begin", _raise(Refused("no")))
        with pytest.raises(AttemptRefused, match="Nothing was charged"):
            begin(demand, "visa", payer, noon)

    assert Attempt.objects.get().state == Attempt.State.FAILED
    assert begin(demand, "fps", payer, noon).state == Attempt.State.PENDING


def test_an_unknown_means_of_payment_is_refused(demand: Demand, payer: Actor, noon: datetime) -> None:
    with pytest.raises(MethodNotOffered, match="Choose another"):
        begin(demand, "cowrie", payer, noon)


def test_nobody_from_outside_the_case_pays(demand: Demand, noon: datetime) -> None:
    stranger = Actor(ActorKind.PARTY, "other", frozenset({Role.APPLICANT}), case="case-2")

    for by in (stranger, ANONYMOUS):
        with pytest.raises(PermissionRefused):
            begin(demand, "visa", by, noon)


def test_the_employer_may_pay(demand: Demand, noon: datetime) -> None:
    employer = Actor(ActorKind.PARTY, "firm", frozenset({Role.AUTHORISED_PERSON}), case=demand.case)

    assert begin(demand, "visa", employer, noon).state == Attempt.State.PENDING


def test_what_the_purpose_refuses_is_refused(
    demand: Demand, payer: Actor, noon: datetime, purpose: NotingPurpose
) -> None:
    purpose.refusal = ServiceError()

    with pytest.raises(ServiceError):
        begin(demand, "visa", payer, noon)

    assert not Attempt.objects.exists()


def test_a_fee_past_its_day_and_a_void_one_are_refused(demand: Demand, payer: Actor, noon: datetime) -> None:
    Demand.objects.update(due_by=noon)

    with pytest.raises(DemandOverdue, match="time for paying"):
        begin(demand, "visa", payer, noon + MINUTE)
    void_demand(demand.pk, reason="withdrawn", by=CLOCK, at=noon)
    with pytest.raises(DemandVoid, match="no longer due"):
        begin(demand, "visa", payer, noon)


def test_a_paid_fee_is_not_paid_again(attempt: Attempt, payer: Actor, noon: datetime) -> None:
    settle(attempt.pk, "paid", by=CLOCK, at=noon)

    with pytest.raises(DemandPaid):
        begin(attempt.demand, "visa", payer, noon)


def _raise(error: BaseException):
    def fail(*args, **kwargs):
        raise error

    return fail
