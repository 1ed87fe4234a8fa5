import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from kaitak.service.payments.errors import BadSignature
from kaitak.service.payments.models import Attempt, ProviderNotice
from kaitak.service.payments.sandbox_gateway import signing
from kaitak.service.payments.sandbox_gateway.desk import hasten
from kaitak.service.payments.sandbox_gateway.models import SandboxNotice
from kaitak.service.payments.sandbox_gateway.post import body_of, deliver_notices
from kaitak.service.payments.services import receive_notice, reconcile, take_notices
from tests.payments.conftest import NotingPurpose, choose

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def signed(body: bytes, at: datetime) -> dict[str, str]:
    return {signing.HEADER: signing.sign(body, at=at)}


def test_a_notice_before_the_browser_returns_is_enough(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "success", at=noon)

    assert deliver_notices(at=noon) == 1

    assert purpose.told == [("paid", attempt.pk)]


def test_the_same_notice_twice_takes_effect_once(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "twice", at=noon)

    deliver_notices(at=noon)

    kept = ProviderNotice.objects.get()
    assert kept.times_received == 2
    assert kept.taken_at == noon
    assert purpose.told == [("paid", attempt.pk)]


def test_a_notice_that_is_late_after_the_attempt_expired_is_taken(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "late_hold", at=noon)
    late = noon + 40 * MINUTE

    assert deliver_notices(at=noon + 39 * MINUTE) == 0
    assert deliver_notices(at=late) == 1

    attempt.refresh_from_db()
    assert attempt.settled_at == late
    assert purpose.told == [("paid", attempt.pk)]


def test_a_late_notice_can_be_sent_now(attempt: Attempt, noon: datetime, purpose: NotingPurpose) -> None:
    choose(attempt, "late_hold", at=noon)

    hasten(attempt.provider_reference, at=noon)
    deliver_notices(at=noon)

    assert purpose.told == [("paid", attempt.pk)]


def test_reconciling_first_and_a_notice_after_takes_effect_once(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "success", at=noon)

    reconcile(at=noon + MINUTE)
    deliver_notices(at=noon + MINUTE)

    assert purpose.told == [("paid", attempt.pk)]


def test_a_notice_that_could_not_take_effect_is_kept_and_tried_again(
    attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    choose(attempt, "success", at=noon)
    purpose.fault = ZeroDivisionError()
    deliver_notices(at=noon)
    assert ProviderNotice.objects.get().taken_at is None

    purpose.fault = None
    assert take_notices(at=noon) == 0
    assert take_notices(at=noon + MINUTE) == 1

    assert purpose.told == [("paid", attempt.pk)]


def test_a_notice_of_a_payment_nobody_knows_changes_nothing(demand: object, noon: datetime) -> None:
    told = {"event": "e", "payment": "p", "merchant_reference": str(uuid4()), "outcome": "paid"}
    body = json.dumps(told | {"amount_cents": 1}).encode()

    assert receive_notice("sandbox", body, signed(body, noon), at=noon)

    assert ProviderNotice.objects.get().taken_at == noon


@pytest.mark.parametrize(
    "header", ["", "t=1", "v1=x", "t=x,v1=y", "t=1795406400,v1=00", "t=²,v1=é", "t=1,v1=,v1="]
)
def test_a_notice_without_the_gateways_signature_is_refused(
    header: str, attempt: Attempt, noon: datetime
) -> None:
    choose(attempt, "success", at=noon)
    body = body_of(SandboxNotice.objects.get())

    with pytest.raises(BadSignature):
        receive_notice("sandbox", body, {signing.HEADER: header}, at=noon)

    assert not ProviderNotice.objects.exists()


def test_a_notice_altered_on_the_way_or_replayed_later_is_refused(attempt: Attempt, noon: datetime) -> None:
    choose(attempt, "refusal", at=noon)
    body = body_of(SandboxNotice.objects.get())

    with pytest.raises(BadSignature, match="not the gateway's"):
        receive_notice("sandbox", body.replace(b"failed", b"paid"), signed(body, noon), at=noon)
    with pytest.raises(BadSignature, match="too long ago"):
        receive_notice("sandbox", body, signed(body, noon), at=noon + 6 * MINUTE)


def test_a_signed_notice_that_makes_no_sense_is_refused(db: None, noon: datetime) -> None:
    for body in (b"[]", b"{}", b"\xff", b'{"event": 1, "merchant_reference": "x"}'):
        with pytest.raises(BadSignature, match="cannot be read"):
            receive_notice("sandbox", body, signed(body, noon), at=noon)


def test_a_provider_that_is_not_set_up_has_no_notices(db: None, noon: datetime) -> None:
    with pytest.raises(LookupError, match="stripe"):
        receive_notice("stripe", b"", {}, at=noon)
