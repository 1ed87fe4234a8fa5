"""Tests of the pages alone: their own addresses, and no actor to admit."""

import pytest
from django.test import Client
from pytest_django import Settings

NOT_HERE = {
    "kaitak.service.portals.admission.middleware.AdmissionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
}


@pytest.fixture(autouse=True)
def _addresses_of_the_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.pages.urls"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in NOT_HERE]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def visitor() -> Client:
    """A browser that sees the page for what went wrong, as people do."""
    return Client(raise_request_exception=False)
