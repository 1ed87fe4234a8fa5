import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.applications.conftest import Filing
from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("screen", "language", "scripts"),
    [(PHONE, "zh-hant", True), (DESK, "en", False), (PHONE, "zh-hans", True)],
)
def test_the_authorised_person_comes_in(
    open_page: OpenPage,
    live_server: LiveServer,
    filing: Filing,
    token: str,
    screen: dict[str, int],
    language: str,
    scripts: bool,
) -> None:
    page = open_page(screen, language, scripts=scripts)
    for address in ("abc", token):
        page.goto(f"{live_server.url}/{language}/employer/{address}")
        assert_fits(page)
        if scripts:
            assert_accessible(page)

    page.locator("main form button").click()

    expect(page).to_have_url(f"{live_server.url}/{language}/filing/{filing.id}/")
