import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import close_old_connections, connection

from kaitak.service.audit.models import Record
from kaitak.service.payments.errors import PaymentError
from kaitak.service.payments.models import Attempt, Demand, ProviderNotice, RefundOrder
from kaitak.service.payments.sandbox_gateway import signing
from kaitak.service.payments.sandbox_gateway.models import SandboxNotice, SandboxRefund
from kaitak.service.payments.sandbox_gateway.post import body_of
from kaitak.service.payments.services import (
    begin_attempt,
    carry_out_refunds,
    order_refund,
    receive_notice,
    reconcile,
    settle,
)
from kaitak.service.people.actors import CLOCK, Actor
from tests.payments.conftest import RETURN, NotingPurpose, choose

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
CLIENTS = 12


@pytest.fixture(autouse=True)
def _needs_postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite takes one writer at a time.")


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all works at the same moment, each with a connection of its own; return what came of each."""
    start, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        start.wait()
        try:
            results[place] = work()
        except PaymentError as error:
            results[place] = error
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=entry) for entry in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_same_notice_from_many_at_once_takes_effect_once(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "success", at=noon)
    body = body_of(SandboxNotice.objects.get())
    headers = {signing.HEADER: signing.sign(body, at=noon)}

    at_once(*[lambda: receive_notice("sandbox", body, headers, at=noon)] * CLIENTS)

    assert purpose.told == [("paid", attempt.pk)]
    assert ProviderNotice.objects.get().times_received == CLIENTS
    assert Record.objects.filter(event="payment.paid").count() == 1


def test_a_notice_and_asking_at_once_settle_once(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "success", at=noon)
    body = body_of(SandboxNotice.objects.get())
    headers = {signing.HEADER: signing.sign(body, at=noon)}
    Attempt.objects.update(next_poll_at=noon)

    works = [lambda: receive_notice("sandbox", body, headers, at=noon), lambda: reconcile(at=noon)]
    at_once(*works * 4)

    assert purpose.told == [("paid", attempt.pk)]


def test_many_clicks_at_once_begin_one_attempt(
    demand: Demand, payer: Actor, noon: datetime, purpose: NotingPurpose
) -> None:
    results = at_once(
        *[lambda: begin_attempt(demand.pk, "visa", by=payer, at=noon, return_url=RETURN)] * CLIENTS
    )

    assert {getattr(result, "pk", result) for result in results} == {Attempt.objects.get().pk}
    assert {result.redirect_url for result in results} == {Attempt.objects.get().redirect_url}


def test_different_means_at_once_leave_at_most_one_live(demand: Demand, payer: Actor, noon: datetime) -> None:
    def begin(method: str) -> Callable[[], object]:
        return lambda: begin_attempt(demand.pk, method, by=payer, at=noon, return_url=RETURN)

    results = at_once(*[begin(method) for method in ("visa", "fps", "alipay", "pps") * 3])

    assert any(isinstance(result, Attempt) for result in results)
    assert Attempt.objects.filter(state__in=Attempt.LIVE).count() <= 1


def test_of_two_payments_at_once_one_is_kept_and_the_other_goes_back_once(
    attempt: Attempt, payer: Actor, noon: datetime, purpose: NotingPurpose
) -> None:
    other = begin_attempt(attempt.demand_id, "pps", by=payer, at=noon, return_url=RETURN)

    def pay(paid: Attempt) -> Callable[[], object]:
        return lambda: settle(paid.pk, "paid", by=CLOCK, at=noon)

    at_once(*[pay(attempt), pay(other)] * 6)

    assert Attempt.objects.filter(is_kept=True).count() == 1
    assert RefundOrder.objects.count() == 1
    assert [kind for kind, _ in purpose.told].count("paid") == 1


def test_a_refund_carried_out_by_many_at_once_is_made_once(attempt: Attempt, noon: datetime) -> None:
    choose(attempt, "success", at=noon)
    settle(attempt.pk, "paid", by=CLOCK, at=noon)
    at_once(*[lambda: order_refund(attempt.pk, "no_place", by=CLOCK, at=noon)] * CLIENTS)

    at_once(*[lambda: carry_out_refunds(at=noon)] * CLIENTS)

    assert RefundOrder.objects.get().confirmed_at == noon
    assert SandboxRefund.objects.count() == 1
