"""A visitor at a fixed moment, and the intakes of the policy."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from kaitak.service.applications.policy import current_policy
from kaitak.service.quotas.selectors import forget_boards
from kaitak.service.quotas.services import sync_intakes


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> list[datetime]:
    """The moment the pages read; a test may move it."""
    moment = [noon]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


@pytest.fixture
def intakes(db: None, noon: datetime) -> None:
    """The policy's intakes, open and empty."""
    sync_intakes(current_policy(), noon)
    forget_boards()


@pytest.fixture
def visitor(intakes: None, clock: list[datetime]) -> Client:
    """Somebody who reads."""
    return Client()
