from datetime import datetime
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from kaitak.service.payments.models import Demand
from kaitak.service.payments.selectors import standing_of
from kaitak.service.payments.services import begin_attempt
from kaitak.service.people.actors import Actor
from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"phone": PHONE, "desk": DESK}


@pytest.mark.parametrize(("screen", "language"), [("phone", "zh-hant"), ("desk", "en"), ("phone", "zh-hans")])
def test_the_pages_are_accessible_and_fit(
    screen: str,
    language: str,
    open_page: OpenPage,
    live_server: LiveServer,
    demand: Demand,
    payer: Actor,
    noon: datetime,
    tmp_path: Path,
    settings: object,
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    letter = EmailMessage(
        "Subject", "Open http://localhost:8000/en/", "from@example.org", ["who@example.org"]
    )
    (tmp_path / "letter.eml").write_bytes(letter.message().as_bytes())
    attempt = begin_attempt(demand.pk, "fps", by=payer, at=noon, return_url=f"{live_server.url}/en/sandbox/")
    page = open_page(SCREENS[screen], language)

    for place in ("", "payments", f"pay/{attempt.provider_reference}", "mail", "mail/letter-0"):
        page.goto(f"{live_server.url}/{language}/sandbox/{place}")
        assert_fits(page)
        assert_accessible(page)


def test_a_payment_is_ended_and_the_browser_comes_back_without_scripts(
    open_page: OpenPage, live_server: LiveServer, demand: Demand, payer: Actor, noon: datetime
) -> None:
    home = f"{live_server.url}/en/sandbox/"
    attempt = begin_attempt(demand.pk, "visa", by=payer, at=noon, return_url=home)
    page = open_page(PHONE, scripts=False)

    page.goto(f"{live_server.url}{attempt.redirect_url}")
    page.get_by_label("Success: the payment goes through").check()
    page.get_by_role("button", name="End the payment so").click()

    expect(page).to_have_url(home)
    demand.refresh_from_db()
    assert standing_of(demand).state == "paid"
