from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from kaitak.service.payments.models import Attempt, ProviderNotice
from kaitak.service.payments.sandbox_gateway import signing
from kaitak.service.payments.sandbox_gateway.models import SandboxNotice
from kaitak.service.payments.sandbox_gateway.post import body_of
from tests.payments.conftest import NotingPurpose, attempt, choose, demand, payer, purpose

__all__ = ["attempt", "demand", "payer", "purpose"]
pytestmark = pytest.mark.django_db
ADDRESS = "/machine/payments/sandbox/notices"


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def post(client: Client, body: bytes, signature: str):
    headers = {signing.HEADER: signature}
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def test_a_signed_notice_is_taken_once_however_often_it_comes(
    client: Client,
    attempt: Attempt,
    noon: datetime,
    purpose: NotingPurpose,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: noon)
    choose(attempt, "success", at=noon)
    body = body_of(SandboxNotice.objects.get())

    answers = [post(client, body, signing.sign(body, at=noon)).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert ProviderNotice.objects.get().times_received == 3
    assert purpose.told == [("paid", attempt.pk)]


def test_a_bad_signature_is_refused(client: Client, db: None) -> None:
    answer = post(client, b"{}", "t=1,v1=00")

    assert answer.status_code == 400
    assert b"signature" in answer.content
    assert not ProviderNotice.objects.exists()


def test_a_provider_that_is_not_set_up_is_not_found(client: Client, db: None) -> None:
    assert (
        client.post("/machine/payments/stripe/notices", b"{}", content_type="text/plain").status_code == 404
    )


def test_only_post_is_taken_and_nothing_huge(client: Client, db: None) -> None:
    assert client.get(ADDRESS).status_code == 405
    assert post(client, b"x" * 300_000, "t=1,v1=00").status_code == 413
