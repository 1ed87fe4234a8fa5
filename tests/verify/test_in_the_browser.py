from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("screen", "language"), [(PHONE, "zh-hant"), (DESK, "en"), (PHONE, "en"), (DESK, "zh-hans")]
)
def test_a_file_is_checked(
    open_page: OpenPage,
    live_server: LiveServer,
    sheet: bytes,
    tmp_path: Path,
    screen: dict[str, int],
    language: str,
) -> None:
    (tmp_path / "e-visa.pdf").write_bytes(sheet)
    page = open_page(screen, language)
    for address in ("particulars", ""):
        page.goto(f"{live_server.url}/{language}/verify/{address}")
        assert_fits(page)
        assert_accessible(page)
    page.locator("form").nth(0).locator("button").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert_accessible(page)

    page.locator("#id_file-file").set_input_files(tmp_path / "e-visa.pdf")
    page.locator("form").nth(1).locator("button").click()

    expect(page.locator(".k-notice--warning").first).to_be_visible()
    assert_fits(page)
    assert_accessible(page)


def test_particulars_are_refused_without_scripts(open_page: OpenPage, live_server: LiveServer) -> None:
    page = open_page(PHONE, scripts=False)
    page.goto(f"{live_server.url}/en/verify/particulars")

    page.get_by_role("button", name="Check", exact=True).click()

    expect(page.locator(".govuk-error-summary li")).to_have_count(3)
