"""The fee page: what became of the last attempt."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kaitak.service.payments.methods import Outcome
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.services import settle
from kaitak.service.people.actors import provider
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "zh-hant", "zh-hans"]


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> None:
    """Let the portals' clock say noon."""
    monkeypatch.setattr(timezone, "now", lambda: noon)


@pytest.fixture
def demand(filing: Filing) -> Demand:
    """The application fee of a filing that was sent."""
    filing.ready().send()
    return Demand.objects.get(case=str(filing.id))


def _address(demand: Demand, rest: str = "", language: str = "en") -> str:
    return f"/{language}/filing/{demand.case}/fees/{demand.pk}/{rest}"


@pytest.mark.parametrize(
    ("outcome", "minutes", "words"),
    [
        (Outcome.FAILED, 1, ("was refused", "付款被拒", "付款被拒")),
        (Outcome.EXPIRED, 31, ("timed out", "付款已逾時", "付款已超时")),
        (Outcome.EXPIRED, 1, ("was stopped", "付款已停止", "付款已停止")),
    ],
)
def test_the_fee_page_says_what_became_of_the_last_attempt(
    outcome: Outcome, minutes: int, words: tuple[str, ...], applicant: Client, filing: Filing, demand: Demand
) -> None:
    attempt = filing.begin()
    settle(attempt.pk, outcome, by=provider("sandbox"), at=filing.at + timedelta(minutes=minutes))

    pages = [applicant.get(_address(demand, language=one)).content.decode() for one in LANGUAGES]

    assert all(word in page for word, page in zip(words, pages, strict=True))
    assert "Nothing was taken." in pages[0]
    assert 'name="method"' in pages[0]


def test_a_first_visit_says_nothing_of_attempts(applicant: Client, demand: Demand) -> None:
    page = applicant.get(_address(demand)).content.decode()

    assert "Nothing was taken." not in page
    assert not Attempt.objects.exists()
