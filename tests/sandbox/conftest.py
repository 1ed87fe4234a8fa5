"""A browser at a fixed moment."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.payments.conftest import attempt, demand, payer, purpose

__all__ = ["attempt", "demand", "payer", "purpose"]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> list[datetime]:
    """The moment the pages read; a test may move it."""
    moment = [noon]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


@pytest.fixture
def browser(db: None) -> Client:
    return Client()
