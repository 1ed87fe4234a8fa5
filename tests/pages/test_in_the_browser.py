import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"phone": PHONE, "desk": DESK}


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_component_is_accessible_and_fits(
    open_page: OpenPage, live_server: LiveServer, language: str, screen: str
) -> None:
    page = open_page(SCREENS[screen], language)

    page.goto(f"{live_server.url}/{language}/style/")

    assert_fits(page)
    assert_accessible(page)


def test_errors_are_accessible_and_take_the_focus(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/style/")

    desk.get_by_role("button", name="Save and continue").click()

    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    desk.get_by_role("link", name="Full name: an answer is needed.").click()
    expect(desk.locator("#id_name")).to_be_focused()
    assert_accessible(desk)


def test_a_page_is_whole_without_scripts(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(PHONE, scripts=False)

    page.goto(f"{live_server.url}/en/style/")

    expect(page.get_by_label("Choose a file for: Travel document")).to_be_visible()
    expect(page.get_by_role("button", name="Upload").first).to_be_visible()
    expect(page.locator("[data-needs-script]").first).to_be_hidden()
    assert_fits(page)


def test_the_board_is_filtered_by_any_word(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/style/")

    desk.get_by_label("Find", exact=True).fill("talent degree")

    expect(desk.locator("#board-rows tr:visible")).to_have_count(1)
    expect(desk.locator("[data-filter-count]")).to_have_text("1 shown")


def test_the_queue_is_walked_by_key(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/style/")

    for key in "jjjk":
        desk.keyboard.press(key)
    desk.keyboard.press("Enter")

    expect(desk).to_have_url(re.compile("#K1M8-40RB-9$"))


def test_the_keys_can_be_switched_off(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/en/style/")

    desk.locator("[data-queue-keys]").click()
    desk.keyboard.press("j")

    expect(desk.locator("[data-queue-keys]")).to_have_attribute("aria-pressed", "false")
    expect(desk.locator("[data-queue] a:focus")).to_have_count(0)


def test_the_clock_of_a_hold_counts_down(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page()
    page.clock.install()
    page.goto(f"{live_server.url}/en/style/")

    page.clock.run_for(10 * 60 * 1000)

    expect(page.locator("[data-clock-face]")).to_have_text(re.compile("^19:0"))


def test_a_signature_is_drawn_and_cleared(phone: Page, live_server: LiveServer) -> None:
    phone.goto(f"{live_server.url}/en/style/")
    pad, kept = phone.locator("canvas[data-signature]"), phone.locator("input[name=signature]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box

    phone.mouse.move(box["x"] + 40, box["y"] + 90)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 160, box["y"] + 50, steps=8)
    phone.mouse.up()

    expect(kept).to_have_value(re.compile("^data:image/png;base64,"))
    phone.get_by_role("button", name="Clear").click()
    expect(kept).to_have_value("")
