import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from kaitak.service.people.models import Account

NAMES = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_change_password",
    "account_logout",
]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _addresses_of_the_service(settings: Settings) -> None:
    settings.ROOT_URLCONF = "kaitak.service.config.urls"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_signing_in_looks_like_the_rest_of_the_service(client: Client, name: str) -> None:
    text = client.get(reverse(name)).text

    assert "k-footer" in text
    assert 'class="govuk-input' in text


@pytest.mark.parametrize("name", NAMES)
def test_an_account_is_kept_on_pages_like_the_others(client: Client, settings: Settings, name: str) -> None:
    account = Account.objects.create(email="officer@example.com", name="Officer")
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])

    response = client.get(reverse(name), follow=True)

    assert response.status_code == 200
    assert "k-footer" in response.text
    assert "style=" not in response.text


def test_nobody_is_invited_to_sign_up(client: Client) -> None:
    text = client.get(reverse("account_login")).text

    assert "sign up" not in text.lower()
