"""Somebody at the door, at a fixed moment."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from kaitak.service.quotas.selectors import forget_boards
from tests.applications.conftest import Filing, _made_up_scheme, filing
from tests.casework.conftest import chief, first, second, submitted
from tests.evisa.conftest import approved

__all__ = [
    "Filing",
    "_made_up_scheme",
    "approved",
    "chief",
    "filing",
    "first",
    "second",
    "submitted",
]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> list[datetime]:
    """The moment the pages read; a test may move it."""
    moment = [noon]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    forget_boards()
    return moment


@pytest.fixture
def visitor(db: None, clock: list[datetime]) -> Client:
    """Somebody who comes."""
    return Client()


def born(year: str = "1990", month: str = "5", day: str = "1") -> dict[str, str]:
    """A date of birth as the page sends it."""
    return {"date_of_birth-year": year, "date_of_birth-month": month, "date_of_birth-day": day}
