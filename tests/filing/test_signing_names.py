"""The name of whoever signs: asked about where it differs, and never in the way."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from kaitak.service.applications.models import SignedContent
from kaitak.service.applications.selectors import is_signers_name, signed_content_of
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> None:
    """Let the portals' clock say noon."""
    monkeypatch.setattr(timezone, "now", lambda: noon)


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("Nguyễn Minh Anh", True),
        ("MINH ANH NGUYEN", True),
        ("Nguyen, Minh-Anh", True),
        ("阮明英", True),
        ("阮 明英", True),
        ("Nguyễn Minh Anh 阮明英", True),
        ("Wrong Name", False),
        ("Minh Anh", False),
        ("阮明", False),
    ],
)
def test_case_accents_signs_and_order_are_set_aside(typed: str, fits: bool, filing: Filing) -> None:
    filing.fill()
    filing.save("name", family_name="Nguyễn", given_names="Minh Anh", chinese_name="阮明英")

    assert is_signers_name(filing.part(), "self", typed) is fits


def test_a_guardian_signs_in_a_name_of_their_own(filing: Filing) -> None:
    assert is_signers_name(filing.fill().part(), "guardian", "Somebody Else")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This is how I sign"),
        ("zh-hant", "我以此名簽署"),
        ("zh-hans", "我用这个名字签名"),
    ],
)
def test_another_name_is_asked_about_once_and_then_taken(
    language: str, words: str, applicant: Client, filing: Filing
) -> None:
    filing.confirm().fill().fill_company()
    address = f"/{language}/filing/{filing.id}/parts/{filing.part().pk}/sign/"
    page = applicant.get(address).content.decode()
    hidden = dict(re.findall(r'name="(declaration|declaration_version)" value="([^"]+)"', page))
    given = {"signer_name": "Wrong Name", "typed": "Wrong Name", "agreed": "on", **hidden}

    asked = applicant.post(address, given)
    taken = applicant.post(address, {**given, "is_own": "on"})

    assert 'name="is_own"' not in page
    assert 'name="is_own"' in asked.content.decode()
    assert words in asked.content.decode()
    assert taken.status_code == 302
    signed = signed_content_of(filing.part())
    assert signed is not None
    assert signed.signer_name == "Wrong Name"


def test_a_relationship_typed_before_there_was_a_choice_stays_readable() -> None:
    assert SignedContent(relationship="mother").relationship_text == "Mother"
    assert SignedContent(relationship="her aunt").relationship_text == "her aunt"
