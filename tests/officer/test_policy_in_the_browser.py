import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from kaitak.service.people.actors import Actor
from kaitak.service.rulebook.models import Amendment
from tests.officer.conftest import SignedIn
from tests.officer.test_in_the_browser import _as
from tests.plugins.browser import DESK, PHONE, OpenPage, assert_accessible, assert_fits
from tests.rulebook.conftest import FIGURE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_officer_changes_a_figure_and_a_supervisor_publishes_it(
    open_page: OpenPage, live_server: LiveServer, first: Actor, chief: Actor, signed_in: SignedIn
) -> None:
    page = _as(signed_in(first), open_page, live_server, DESK)
    page.goto("/en/officer/policy/")
    assert_accessible(page)
    page.get_by_role("button", name="Change a figure").click()
    page.get_by_label("Words or name").fill(FIGURE)
    page.get_by_role("button", name="Show").click()
    assert_accessible(page)
    page.get_by_role("link", name=FIGURE).click()
    page.get_by_label("From which day").fill("2027-01-01")
    page.get_by_label("New value").fill("3,000,000")
    page.get_by_label("Who decided or published it").fill("Our office")
    page.get_by_label("Title of the source").fill("Income table")
    page.get_by_label("Title of the amendment").fill("Raise the income")
    page.get_by_label("Reason").fill("Wages have risen.")
    assert_accessible(page)
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Work the cases and simulate").click()
    expect(page.get_by_role("heading", name="Simulated effect")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("You proposed it.")).to_be_visible()

    row = Amendment.objects.get()
    other = _as(signed_in(chief), open_page, live_server, PHONE, "zh-hant")
    other.goto(f"/zh-hant/officer/policy/{row.pk}/")
    assert_fits(other)
    assert_accessible(other)
    other.get_by_role("button", name="公布…").click()
    assert_fits(other)
    assert_accessible(other)
    other.get_by_role("button", name="公布", exact=True).click()
    expect(other.get_by_text("已公布，所有網頁會在一秒內更新。")).to_be_visible()

    row.refresh_from_db()
    assert (row.proposed_by, row.decided_by) == (first.identifier, chief.identifier)


def test_the_pages_of_the_policy_fit_a_phone_in_simplified_chinese(
    open_page: OpenPage, live_server: LiveServer, first: Actor, signed_in: SignedIn
) -> None:
    page = _as(signed_in(first), open_page, live_server, PHONE, "zh-hans")
    for address in ("", "figures/?scheme=ttps", f"figures/{FIGURE}/", "write/"):
        page.goto(f"/zh-hans/officer/policy/{address}")
        assert_fits(page)
        assert_accessible(page)
