import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTINUE = "Save and continue"


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_every_kind_of_question_is_accessible_with_and_without_errors(
    open_page: OpenPage, live_server: LiveServer, language: str
) -> None:
    page = open_page(PHONE, language)
    page.goto(f"{live_server.url}/{language}/every-kind/")
    assert_fits(page)
    assert_accessible(page)

    page.locator("main form button[type=submit]").last.click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_further_question_appears_when_an_answer_brings_it_about(
    open_page: OpenPage, live_server: LiveServer, *, scripts: bool
) -> None:
    page = open_page(DESK, scripts=scripts)
    page.goto(f"{live_server.url}/en/conditional/")
    expect(page.get_by_label("Year")).to_have_count(0)

    page.get_by_label("Yes").check()
    if not scripts:
        page.get_by_role("button", name=CONTINUE).click()

    expect(page.get_by_label("Year")).to_be_visible()
    expect(page.get_by_label("Yes")).to_be_checked()
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def test_an_answered_page_goes_on(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/conditional/")
    desk.get_by_label("Yes").check()
    desk.get_by_label("Day").fill("1")
    desk.get_by_label("Month").fill("December")
    desk.get_by_label("Year").fill("2026")

    desk.get_by_role("button", name=CONTINUE).click()

    expect(desk.get_by_text("'limit': '2026-12-01'")).to_be_visible()


@pytest.mark.parametrize("typed", ["中國內", "Mainl", "CHN"])
def test_a_country_is_found_by_its_name_in_any_language(
    desk: Page, live_server: LiveServer, typed: str
) -> None:
    desk.goto(f"{live_server.url}/en/one/")

    desk.get_by_role("combobox").press_sequentially(typed)
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name=CONTINUE).click()

    expect(desk.get_by_text("{'place': 'CHN'}")).to_be_visible()


def test_a_country_that_is_none_is_not_taken_for_one(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/one/")

    desk.get_by_role("combobox").press_sequentially("Atlantis")
    desk.keyboard.press("Tab")
    desk.get_by_role("button", name=CONTINUE).click()

    expect(desk.get_by_role("link", name="Place: choose a country or territory.")).to_be_visible()


def test_a_country_is_chosen_from_the_list_without_scripts(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto(f"{live_server.url}/en/one/")

    page.get_by_label("What is the place?").select_option("France")
    page.get_by_role("button", name=CONTINUE).click()

    expect(page.get_by_text("{'place': 'FRA'}")).to_be_visible()


def test_the_one_question_of_a_page_is_its_heading(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/one/")

    expect(desk.get_by_role("heading", level=1)).to_have_text("What is the place?")
    assert_accessible(desk)


def test_a_chosen_file_goes_up_at_once_and_takes_its_place(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/documents/")

    desk.locator("input[type=file]").set_input_files(
        {"name": "passport.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )

    expect(desk.locator(".k-file__name")).to_have_text("passport.pdf")
    expect(desk.locator(".k-slot__title")).to_be_focused()
    assert_accessible(desk)


def test_a_refused_file_is_told_in_its_slot(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/documents/")

    desk.locator("input[type=file]").set_input_files(
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )

    expect(desk.locator(".k-slot__error")).to_contain_text("This file is broken. Save it again")
    assert_accessible(desk)


def test_a_file_that_is_too_large_is_not_sent(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/documents/")

    desk.locator("input[type=file]").set_input_files(
        {"name": "huge.pdf", "mimeType": "application/pdf", "buffer": b"0" * (5 * 1024 * 1024 + 1)}
    )

    expect(desk.locator("[data-upload-status]")).to_contain_text("This file is larger than 5 MB.")


def test_a_file_goes_up_without_scripts(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto(f"{live_server.url}/en/documents/")

    page.locator("input[type=file]").set_input_files(
        {"name": "plain.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    page.get_by_role("button", name="Upload").click()

    expect(page.locator(".k-file__name")).to_have_text("plain.pdf")


def test_a_region_stays_fresh_until_there_is_nothing_to_wait_for(
    open_page: OpenPage, live_server: LiveServer
) -> None:
    page = open_page()
    page.clock.install()
    page.goto(f"{live_server.url}/en/fresh/")

    for look in (2, 3):
        page.clock.run_for(2100)
        expect(page.locator("#fresh")).to_have_text(f"Look {look}")
    page.clock.run_for(10_000)

    expect(page.locator("#fresh")).to_have_text("Look 3")


@pytest.mark.parametrize("query", ["", "?none"], ids=["with records", "without records"])
def test_a_list_of_records_is_accessible_and_fits(phone: Page, live_server: LiveServer, query: str) -> None:
    phone.goto(f"{live_server.url}/en/records/{query}")

    assert_fits(phone)
    assert_accessible(phone)


@pytest.mark.parametrize("place", ["misread", "refuse", "nowhere", "wait"])
def test_pages_for_what_went_wrong_are_accessible(desk: Page, live_server: LiveServer, place: str) -> None:
    desk.goto(f"{live_server.url}/zh-hant/{place}/")

    assert_accessible(desk)
