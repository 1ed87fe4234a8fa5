from datetime import UTC, datetime

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kaitak.service.casework.models import Decision
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Account
from kaitak.service.people.second_factor import code_at
from tests.applications.conftest import Filing
from tests.officer.conftest import SignedIn
from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _as(client: Client, open_page: OpenPage, live_server: LiveServer, *screen: object) -> Page:
    page = open_page(*screen, base_url=live_server.url)
    page.context.set_default_timeout(30_000)
    page.context.add_cookies(
        [{"name": "kaitak", "value": client.cookies["kaitak"].value, "url": live_server.url}]
    )
    return page


def test_an_officer_signs_in_with_password_and_code(
    open_page: OpenPage, live_server: LiveServer, first: Actor
) -> None:
    page = open_page(PHONE, "zh-hant", base_url=live_server.url)
    page.context.set_default_timeout(30_000)
    page.goto("/zh-hant/officer/")
    assert_accessible(page)
    page.locator("#id_login").fill("first@example.org")
    page.locator("#id_password").fill("a long password")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/authenticate/**")
    assert_accessible(page)
    page.locator("#id_code").fill(code_at(Account.objects.get(), datetime.now(UTC)))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/zh-hant/officer/")

    expect(page.get_by_role("heading", level=1)).to_have_text("個案")
    assert_fits(page)
    assert_accessible(page)


def test_one_officer_recommends_and_another_decides(
    open_page: OpenPage,
    live_server: LiveServer,
    submitted: Filing,
    first: Actor,
    second: Actor,
    signed_in: SignedIn,
) -> None:
    case = f"/en/officer/cases/{submitted.id}/"
    page = _as(signed_in(first), open_page, live_server, DESK)
    page.goto(case)
    assert_accessible(page)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.get_by_role("link", name="Recommend").click()
    page.get_by_label("Approve").check()
    page.get_by_label("Initial stay, in months").fill("24")
    page.get_by_label("Reason for this stay").fill("The contract is for 24 months.")
    page.get_by_label("Reasons", exact=True).fill("The post and the papers agree.")
    page.get_by_role("button", name="Recommend").click()
    expect(page.get_by_text("You recommended this case.")).to_be_visible()

    other = _as(signed_in(second), open_page, live_server, PHONE)
    other.goto(case)
    assert_fits(other)
    other.get_by_role("button", name="Decide as recommended").click()
    expect(other.get_by_text("Decided. The result notice is on its way.")).to_be_visible()

    decision = Decision.objects.get()
    assert (decision.recommended_by, decision.decided_by) == (first.identifier, second.identifier)
