import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kaitak.service.applications.models import Group
from tests.applications.conftest import Filing
from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESSES = ["apply/tps", "apply/dependant", "resume", "status", "documents", "pay", "e-visa", "join/abc"]


@pytest.mark.parametrize(
    ("screen", "language"), [(PHONE, "zh-hant"), (DESK, "en"), (PHONE, "en"), (DESK, "zh-hans")]
)
def test_the_pages_are_accessible_and_fit(
    open_page: OpenPage, live_server: LiveServer, screen: dict[str, int], language: str
) -> None:
    page = open_page(screen, language)

    for address in ADDRESSES:
        page.goto(f"{live_server.url}/{language}/{address}")
        assert_fits(page)
        assert_accessible(page)


def _type(page: Page, reference: str) -> None:
    page.get_by_label(re.compile("reference")).first.fill(reference)
    page.get_by_label("Day").fill("1")
    page.get_by_label("Month").fill("May")
    page.get_by_label("Year").fill("1990")


def test_a_draft_is_begun_without_scripts(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto(f"{live_server.url}/en/apply/tps")

    page.get_by_role("button", name="Start now").click()

    expect(page).to_have_url(f"{live_server.url}/en/filing/{Group.objects.get().pk}/")


def test_one_comes_back_with_a_code(phone: Page, live_server: LiveServer, filing: Filing) -> None:
    filing.confirm().fill()
    phone.goto(f"{live_server.url}/en/resume?reference={filing.group.temporary_reference}")
    _type(phone, filing.group.temporary_reference)
    phone.get_by_role("button", name="Send me a code").click()
    assert_accessible(phone)

    phone.get_by_label("Code from the e-mail").fill(filing.code("resume_code"))
    phone.get_by_role("button", name="Open my application").click()

    expect(phone).to_have_url(f"{live_server.url}/en/filing/{filing.id}/")


@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_the_line_of_stations(
    open_page: OpenPage, live_server: LiveServer, approved: Filing, screen: dict[str, int]
) -> None:
    page = open_page(screen)
    page.goto(f"{live_server.url}/en/status")
    _type(page, "2222")
    page.get_by_role("button", name="Show where it stands").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert_accessible(page)

    _type(page, approved.group.applications.get(index=0).reference or "")
    page.get_by_role("button", name="Show where it stands").click()

    expect(page.locator("[aria-current=step]")).to_contain_text("pay the issuance fee")
    assert_fits(page)
    assert_accessible(page)
