"""The task list and the documents of a part, as their pages show them."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "zh-hant", "zh-hans"]


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> None:
    """Let the portals' clock say noon."""
    monkeypatch.setattr(timezone, "now", lambda: noon)


def _address(filing: Filing, rest: str = "", language: str = "en") -> str:
    return f"/{language}/filing/{filing.id}/{rest}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_refused_is_told_at_the_top_with_a_link_to_its_slot(
    language: str, applicant: Client, filing: Filing
) -> None:
    filing.fill()
    address = _address(filing, f"parts/{filing.part().pk}/documents/", language)

    page = applicant.post(address, {"slot": "picture"})

    text = page.content.decode()
    assert page.status_code == 422
    assert text.index("govuk-error-summary") < text.index("<h1>")
    assert 'href="#slot-picture"' in text
    assert 'id="slot-picture"' in text


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Optional"), ("zh-hant", "可不填"), ("zh-hans", "可不填")]
)
def test_a_page_that_need_not_be_answered_says_so_until_it_is(
    language: str, word: str, applicant: Client, filing: Filing
) -> None:
    filing.fill()

    before = applicant.get(_address(filing, language=language)).content.decode()
    applicant.post(_address(filing, f"parts/{filing.part().pk}/lists/workshops/", language))
    after = applicant.get(_address(filing, language=language)).content.decode()

    assert word in before
    assert word not in after
