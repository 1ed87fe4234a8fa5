"""The pages of a filing, walked without a browser: from the first question to the acknowledgement."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from kaitak.service.applications.models import Group
from kaitak.service.people.models import Party
from tests.applications.conftest import Filing
from tests.filing.conftest import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> None:
    """Let the portals' clock say noon."""
    monkeypatch.setattr(timezone, "now", lambda: noon)


def _address(filing: Filing, rest: str = "", language: str = "en") -> str:
    return f"/{language}/filing/{filing.id}/{rest}"


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_somebody_without_a_session_is_told_what_may_be_and_the_ways_in(
    language: str, filing: Filing
) -> None:
    response = Client().get(_address(filing, language=language))

    text = response.content.decode()
    assert response.status_code == 403
    assert f'href="/{language}/resume"' in text
    assert f'href="/{language}/status"' in text
    if language == "en":
        assert "Your session may have ended" in text
        assert "belongs to somebody else" in text


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_the_task_list_says_what_is_open(applicant: Client, filing: Filing, language: str) -> None:
    response = applicant.get(_address(filing, language=language))

    assert response.status_code == 200
    assert filing.group.temporary_reference in response.content.decode()


def test_an_answer_that_does_not_fit_is_kept_and_explained(applicant: Client, filing: Filing) -> None:
    part = filing.part()
    address = _address(filing, f"parts/{part.pk}/pages/birth/")
    response = applicant.post(
        address,
        {
            "date_of_birth-day": "31",
            "date_of_birth-month": "2",
            "date_of_birth-year": "1990",
            "version": part.version,
        },
    )

    text = response.content.decode()
    assert response.status_code == 200
    assert 'value="31"' in text
    assert "error-summary" in text


def test_two_editors_see_what_differs(browser_of: Browser, filing: Filing) -> None:
    filing.fill()
    part = filing.part()
    address = _address(filing, f"parts/{part.pk}/pages/name/")
    first, second = browser_of(), browser_of()
    sent = {"family_name": "First", "given_names": "A", "version": part.version}

    assert first.post(address, sent).status_code == 302
    response = second.post(address, {**sent, "family_name": "Second"})

    text = response.content.decode()
    assert response.status_code == 409
    assert "First" in text
    assert "Second" in text
    newest = re.search(r'name="version" value="(\d+)"', text)
    assert newest is not None
    assert second.post(address, {**sent, "family_name": "Second", "version": newest[1]}).status_code == 302
    assert filing.part().surname == "Second"


def test_the_whole_way_to_the_acknowledgement(applicant: Client, filing: Filing) -> None:
    filing.ready()

    assert applicant.get(_address(filing, "check/")).status_code == 200
    assert applicant.get(_address(filing, "send/")).status_code == 200
    sent = applicant.post(_address(filing, "send/"), {}, follow=True)
    assert sent.redirect_chain[-1][0].startswith(_address(filing, "fees/"))
    again = applicant.post(_address(filing, "send/"), {}, follow=True)
    assert again.redirect_chain[-1][0] == sent.redirect_chain[-1][0]
    begun = applicant.post(sent.redirect_chain[-1][0], {"method": "fps"}, follow=True)
    assert b"<img" in begun.content
    filing.pay()

    done = applicant.get(_address(filing), follow=True)
    assert done.redirect_chain[-1][0] == _address(filing, "submitted/")
    assert filing.group.state == Group.State.SUBMITTED
    assert applicant.get(_address(filing, "acknowledgement.pdf")).content.startswith(b"%PDF-")


def test_the_company_sees_its_own_part_and_nothing_of_the_familys(
    browser_of: Browser, filing: Filing
) -> None:
    filing.confirm().fill()
    filing.company()
    party = Party.objects.get(case=str(filing.id), kind=Party.Kind.AUTHORISED_PERSON)
    company = browser_of(party)

    text = company.get(_address(filing)).content.decode()

    assert "Nguyễn" in text
    assert filing.number not in text
    assert company.get(_address(filing, f"parts/{filing.part().pk}/pages/papers/")).status_code == 404
    assert filing.number not in company.get(_address(filing, "check/")).content.decode()
    assert company.get(_address(filing, "withdraw/")).status_code == 403


def test_a_stranger_to_the_case_is_not_let_in(browser_of: Browser, filing: Filing, another) -> None:
    other = another("K7654321")

    assert browser_of().get(_address(other)).status_code == 403


def test_signing_needs_a_mark_and_a_tick(applicant: Client, filing: Filing) -> None:
    filing.confirm().fill().fill_company()
    address = _address(filing, f"parts/{filing.part().pk}/sign/")
    page = applicant.get(address).content.decode()
    hidden = dict(re.findall(r'name="(declaration|declaration_version)" value="([^"]+)"', page))

    refused = applicant.post(address, {"signer_name": "Minh Anh Nguyen", **hidden})
    assert refused.status_code == 200
    assert "error-summary" in refused.content.decode()
    signed = applicant.post(
        address, {"signer_name": "Minh Anh Nguyen", "typed": "A", "agreed": "on", **hidden}
    )
    assert signed.status_code == 302
    assert filing.part().signed_at is not None


@pytest.mark.parametrize("rest", ["", "contact/", "company/", "family/", "check/"])
@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_every_page_of_a_draft_is_there_in_three_languages(
    applicant: Client, filing: Filing, rest: str, language: str
) -> None:
    assert applicant.get(_address(filing, rest, language)).status_code == 200
