"""The fee page: what became of the last attempt, and how to choose another way."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kaitak.service.payments.methods import Outcome
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.sandbox_gateway import desk
from kaitak.service.payments.services import begin_attempt, settle
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


def test_another_way_can_be_chosen_while_a_payment_waits(
    applicant: Client, filing: Filing, demand: Demand
) -> None:
    waiting = applicant.post(_address(demand), {"method": "fps"}, follow=True).content.decode()
    first = Attempt.objects.get()
    stop = _address(demand, f"{first.pk}/stop/")

    page = applicant.post(stop, follow=True).content.decode()

    assert f'action="{stop}"' in waiting
    assert "The payment was stopped" in page
    first.refresh_from_db()
    assert first.state == Attempt.State.EXPIRED
    begun = applicant.post(_address(demand), {"method": "visa"})
    assert "/sandbox/pay/" in begun["Location"]
    assert [one.method for one in Attempt.objects.all() if one.is_live] == ["visa"]


def test_a_payment_that_was_made_meanwhile_is_not_stopped(
    applicant: Client, filing: Filing, demand: Demand
) -> None:
    attempt = filing.begin()
    desk.choose(attempt.provider_reference, "success", at=filing.at)

    applicant.post(_address(demand, f"{attempt.pk}/stop/"))

    demand.refresh_from_db()
    assert demand.state == Demand.State.PAID


def test_while_the_end_is_not_certain_one_stays_and_is_told(
    applicant: Client, filing: Filing, demand: Demand
) -> None:
    attempt = filing.begin()
    desk.choose(attempt.provider_reference, "lost_paid", at=filing.at)

    response = applicant.post(_address(demand, f"{attempt.pk}/stop/"), follow=True)

    assert response.redirect_chain[0][0] == _address(demand, f"{attempt.pk}/")
    assert "Do not pay again" in response.content.decode()


def test_money_that_comes_for_a_stopped_attempt_is_kept_once(
    applicant: Client, filing: Filing, demand: Demand
) -> None:
    stopped = filing.begin()
    applicant.post(_address(demand, f"{stopped.pk}/stop/"))
    other = begin_attempt(demand.pk, "fps", by=filing.applicant, at=filing.at, return_url="http://t/")

    filing.settle(stopped)
    second = filing.settle(other)

    stopped.refresh_from_db()
    assert stopped.is_kept
    assert second.state == Attempt.State.REFUNDING


def test_without_scripts_the_page_does_not_claim_to_go_on_by_itself(
    applicant: Client, demand: Demand
) -> None:
    page = applicant.post(_address(demand), {"method": "fps"}, follow=True).content.decode()

    assert "<span data-needs-script>This page goes on by itself.</span>" in page
    assert "<noscript>When you have paid, choose “Look again”.</noscript>" in page
    assert "data-clock-face data-needs-script" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gateway_speaks_the_language_of_the_page(
    language: str, applicant: Client, demand: Demand
) -> None:
    begun = applicant.post(_address(demand, language=language), {"method": "visa"})

    assert begun["Location"].startswith(f"/{language}/sandbox/pay/")
