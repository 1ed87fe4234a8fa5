from datetime import datetime, timedelta

import pytest

from kaitak.service.payments.errors import Unreachable
from kaitak.service.payments.models import Attempt
from kaitak.service.payments.providers.sandbox import SandboxProvider
from kaitak.service.payments.selectors import standing_of
from kaitak.service.payments.services import look_up, reconcile
from tests.payments.conftest import NotingPurpose, choose

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def state_of(attempt: Attempt) -> str:
    attempt.refresh_from_db()
    return attempt.state


@pytest.mark.parametrize(("scenario", "end"), [("lost_paid", "paid"), ("lost_unpaid", "failed")])
def test_a_payment_without_an_answer_is_unclear_until_it_is_known(
    scenario: str, end: str, attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, scenario, at=noon)

    reconcile(at=noon + 10 * SECOND)
    assert state_of(attempt) == "unclear"
    assert standing_of(attempt.demand).state == "unclear"
    reconcile(at=noon + 25 * SECOND)
    assert state_of(attempt) == end
    assert purpose.told == [(end, attempt.pk)]


def test_an_attempt_that_is_not_paid_in_its_time_expires(attempt: Attempt, noon: datetime) -> None:
    reconcile(at=noon + 29 * MINUTE)
    assert state_of(attempt) == "pending"

    reconcile(at=noon + 35 * MINUTE)
    assert state_of(attempt) == "expired"


def test_a_payment_kept_back_past_its_time_is_unclear_and_then_taken(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "late_hold", at=noon)

    reconcile(at=noon + 33 * MINUTE)
    assert state_of(attempt) == "unclear"
    reconcile(at=noon + 41 * MINUTE)
    assert state_of(attempt) == "paid"


def test_money_that_came_after_the_end_is_still_found_within_a_day(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    reconcile(at=noon + 35 * MINUTE)
    attempt.refresh_from_db()
    assert attempt.next_poll_at is not None

    for hour in range(2, 30):
        reconcile(at=noon + timedelta(hours=hour))

    attempt.refresh_from_db()
    assert attempt.next_poll_at is None


def test_a_provider_that_is_down_makes_it_unclear_and_is_asked_again(
    attempt: Attempt, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(SandboxProvider, "status", _unreachable)
        reconcile(at=noon + MINUTE)
        assert state_of(attempt) == "unclear"

    reconcile(at=noon + 2 * MINUTE)

    assert state_of(attempt) == "pending"


def test_one_attempt_that_cannot_be_settled_does_not_stop_the_clock(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "success", at=noon)
    purpose.fault = ZeroDivisionError()

    assert reconcile(at=noon + MINUTE) == 1
    assert state_of(attempt) == "pending"
    purpose.fault = None
    reconcile(at=noon + 2 * MINUTE)
    assert state_of(attempt) == "paid"


def test_a_waiting_page_asks_at_most_every_three_seconds(attempt: Attempt, noon: datetime) -> None:
    choose(attempt, "success", at=noon)

    assert look_up(attempt.pk, at=noon + 2 * SECOND).state == "pending"
    assert look_up(attempt.pk, at=noon + 3 * SECOND).state == "paid"


def _unreachable(*args, **kwargs):
    raise Unreachable("down")
