"""The public pages in a real browser: no barrier a machine can find, whole without scripts, on a phone and a desk."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.carried import Interview, written
from kaitak.service.quotas.selectors import forget_boards
from kaitak.service.quotas.services import sync_intakes
from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Words differ by language and room by screen: every language on the narrower one, one language on the wider.
LOOKS = [
    pytest.param(PHONE, "en", id="phone-en"),
    pytest.param(PHONE, "zh-hant", id="phone-zh-hant"),
    pytest.param(PHONE, "zh-hans", id="phone-zh-hans"),
    pytest.param(DESK, "en", id="desk-en"),
]
SMALL = {"width": 320, "height": 600}
STARTED = written(Interview("entry", "", {"nationalities": ["GBR"], "trade": "nurse"}))
INCOME = {"from": "2025-11-23", "until": "2026-11-22", "amount": 900000, "currency": "HKD", "kind": "salary"}
POOR = written(Interview("entry", "", {"nationalities": ["GBR"], "income": [INCOME]}))
PAGES = {
    "start": "",
    "another day": "?on=2026-03-01",
    "no day": "?on=someday",
    "scheme": "schemes/ttps",
    "scheme with places": "schemes/tps",
    "those who join": "schemes/dependant",
    "criterion": "schemes/ttps/criteria/ttps.b.experience?on=2023-03-01",
    "what changed": "changes?scheme=tps",
    "two days": "compare?scheme=tps",
    "two days compared": f"compare?from=2023-01-01&to=2026-03-01&a={STARTED}",
    "find": "find",
    "question": f"find?a={STARTED}",
    "quota": "quota",
    "help": "help",
    "privacy": "privacy",
    "accessibility": "accessibility",
}


@pytest.fixture(autouse=True)
def _open_intakes(noon: object) -> None:
    sync_intakes(current_policy(), noon)  # type: ignore[arg-type]
    forget_boards()


@pytest.mark.parametrize(("screen", "language"), LOOKS)
def test_every_page_is_accessible_and_fits(
    open_page: OpenPage, live_server: LiveServer, screen: dict[str, int], language: str
) -> None:
    page = open_page(screen, language)

    for address in PAGES.values():
        page.goto(f"{live_server.url}/{language}/{address}")
        _check(page)


@pytest.mark.parametrize(("screen", "language"), LOOKS[:3])
def test_the_interview_is_accessible_to_its_result(
    open_page: OpenPage, live_server: LiveServer, screen: dict[str, int], language: str
) -> None:
    page = open_page(screen, language)
    page.goto(f"{live_server.url}/{language}/find?a={STARTED}")
    for _ in range(3):
        page.locator("button[value=skip]").click()
    _check(page)

    page.locator("button[value=result]").click()

    _check(page)
    expect(page.locator(".k-verdict").first).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_what_could_change_an_answer_is_accessible_on_a_phone(
    open_page: OpenPage, live_server: LiveServer, language: str
) -> None:
    page = open_page(PHONE, language, scripts=language != "zh-hans")
    page.goto(f"{live_server.url}/{language}/find?a={POOR}")
    page.locator("button[value=result]").click()
    page.locator("button[value='outlook:ttps.a']").click()

    if language != "zh-hans":
        _check(page)
    expect(page.locator("main ol li").first).to_be_visible()
    expect(page.locator(".k-timeline svg").first).to_be_attached()


def test_the_interview_works_without_scripts(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto(f"{live_server.url}/en/find")

    page.get_by_label("Come to Hong Kong").check()
    page.get_by_role("button", name="Continue").click()
    page.locator("select").first.select_option("CUB")
    page.get_by_role("button", name="Continue").click()
    page.locator("button[value=result]").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your ways in")
    expect(page.get_by_text("Does not meet them").first).to_be_visible()
    assert "a=" not in page.url


def test_pages_fit_a_very_small_screen(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(SMALL)

    for address in PAGES.values():
        page.goto(f"{live_server.url}/en/{address}")
        assert_fits(page)


def test_the_day_is_changed_without_scripts(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(scripts=False)
    page.goto(f"{live_server.url}/en/schemes/ttps")

    page.get_by_label("Show the rules of another day").fill("2023-01-05")
    page.get_by_role("button", name="Show that day").click()

    expect(page.get_by_text("This page shows the rules of Thursday 5 January 2023")).to_be_visible()


def test_a_place_that_is_taken_shows_without_reloading(desk: Page, live_server: LiveServer) -> None:
    desk.clock.install()
    desk.goto(f"{live_server.url}/en/quota")
    with desk.expect_response(lambda answer: answer.url.endswith("/quota/places")) as answer:
        desk.clock.fast_forward(6_000)

    assert answer.value.ok
    expect(desk.locator("#places .k-pool").first).to_be_visible()


def _check(page: Page) -> None:
    """Open what opens in place, and look for barriers."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert_fits(page)
    assert_accessible(page)
