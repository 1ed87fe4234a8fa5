"""Tests of the pages alone: their own addresses."""

import pytest
from django.test import Client
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _addresses_of_the_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.pages.urls"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def visitor() -> Client:
    """A browser that sees the page for what went wrong, as people do."""
    return Client(raise_request_exception=False)
