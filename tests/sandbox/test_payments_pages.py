import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from kaitak.service.payments.methods import Flow, Method
from kaitak.service.payments.models import Attempt, Demand, ProviderNotice
from kaitak.service.payments.sandbox_gateway.desk import Scenario
from kaitak.service.payments.selectors import embedded_template_of, picture_of
from kaitak.service.payments.services import begin_attempt, reconcile
from kaitak.service.people.actors import Actor
from kaitak.service.portals.clock.jobs import tick
from tests.payments.conftest import RETURN, NotingPurpose

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def end(browser: Client, attempt: Attempt, scenario: str):
    return browser.post(attempt.redirect_url, {"scenario": scenario})


def state_of(attempt: Attempt) -> str:
    attempt.refresh_from_db()
    return attempt.state


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_every_means_has_its_page_in_every_language(
    method: Method, language: str, browser: Client, demand: Demand, payer: Actor, noon: datetime
) -> None:
    Demand.objects.update(language=language)
    attempt = begin_attempt(demand.pk, method, by=payer, at=noon, return_url=RETURN)

    page = browser.get(attempt.redirect_url).content.decode()

    assert attempt.transaction_reference in page
    assert "HK$600" in page
    assert ("data:image/svg+xml" in page) == (attempt.flow == Flow.QR)
    assert picture_of(attempt) == "" or escape(picture_of(attempt)) in page


@pytest.mark.parametrize(
    ("scenario", "state"), [("success", "paid"), ("refusal", "failed"), ("twice", "paid")]
)
def test_an_answer_sends_the_browser_back_after_the_notice(
    scenario: str, state: str, browser: Client, attempt: Attempt, purpose: NotingPurpose
) -> None:
    answer = end(browser, attempt, scenario)

    assert (answer.status_code, answer["Location"]) == (302, RETURN)
    assert state_of(attempt) == state
    assert purpose.told == [(state, attempt.pk)]
    assert ProviderNotice.objects.get().times_received == (2 if scenario == "twice" else 1)


def test_after_scanning_a_code_the_bank_stays_on_its_own_page(
    browser: Client, demand: Demand, payer: Actor, noon: datetime
) -> None:
    attempt = begin_attempt(demand.pk, "fps", by=payer, at=noon, return_url=RETURN)

    answer = end(browser, attempt, "success")

    assert answer["Location"] == attempt.redirect_url
    assert state_of(attempt) == "paid"


@pytest.mark.parametrize("scenario", ["lost_paid", "lost_unpaid", "late_seconds", "late_hold"])
def test_a_gateway_that_keeps_back_can_be_made_to_answer(
    scenario: str, browser: Client, attempt: Attempt, noon: datetime, clock: list[datetime]
) -> None:
    page = browser.post(attempt.redirect_url, {"scenario": scenario}, follow=True).content.decode()
    assert "does not answer before" in page
    reconcile(at=noon + timedelta(seconds=10))
    assert state_of(attempt) == "unclear"

    browser.post(f"{attempt.redirect_url}/now")
    reconcile(at=noon + MINUTE)

    assert state_of(attempt) == ("failed" if scenario == "lost_unpaid" else "paid")


def test_a_late_notice_is_delivered_by_the_clock(
    browser: Client, attempt: Attempt, noon: datetime, purpose: NotingPurpose
) -> None:
    end(browser, attempt, "late_hold")

    assert tick(at=noon + 39 * MINUTE, only="sandbox.deliver_notices") == []
    assert purpose.told == []
    assert tick(at=noon + 40 * MINUTE, only="sandbox.deliver_notices") == []
    assert purpose.told == [("paid", attempt.pk)]


def test_an_ended_payment_cannot_be_ended_again(browser: Client, attempt: Attempt) -> None:
    end(browser, attempt, "refusal")
    end(browser, attempt, "success")

    assert state_of(attempt) == "failed"


def test_a_choice_must_be_made(browser: Client, attempt: Attempt) -> None:
    answer = browser.post(attempt.redirect_url, {})

    assert b"Choose how this payment shall end." in answer.content
    assert state_of(attempt) == "pending"


def test_the_embedded_form_posts_to_the_gateway_which_then_asks(
    browser: Client, demand: Demand, payer: Actor, noon: datetime
) -> None:
    attempt = begin_attempt(demand.pk, "jcb", by=payer, at=noon, return_url=RETURN)

    page = browser.post(attempt.redirect_url, {"card_number": "3530 1113 3330 0000"}).content.decode()

    assert embedded_template_of(attempt) == "payments/embedded/sandbox.html"
    assert all(f'value="{scenario}"' in page for scenario in Scenario)
    assert "There is a problem" not in page
    assert end(browser, attempt, "success")["Location"] == RETURN


def test_the_list_shows_the_payments(browser: Client, attempt: Attempt) -> None:
    page = browser.get("/en/sandbox/payments").content.decode()

    assert attempt.transaction_reference in page
    assert re.search(r"HK\$600", page)


def test_an_unknown_payment_is_not_found(browser: Client, db: None) -> None:
    assert browser.get("/en/sandbox/pay/unknown").status_code == 404
    assert browser.post("/en/sandbox/pay/unknown/now").status_code == 404


def test_the_first_page_leads_to_both_tools(browser: Client, db: None) -> None:
    page = browser.get("/en/sandbox/").content.decode()

    assert "/en/sandbox/payments" in page
    assert "/en/sandbox/mail" in page
