import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.applicant.conftest import born
from tests.applications.conftest import Filing

WRONG = "We cannot find an application with that reference and date of birth"


@pytest.fixture
def draft(filing: Filing) -> Filing:
    """A draft with an address and a date of birth."""
    return filing.confirm().fill()


def _asks(visitor: Client, draft: Filing, **other: str) -> object:
    given = {"reference": draft.group.temporary_reference, **born(), **other}
    return visitor.post("/en/resume", given)


def test_the_reference_in_the_address_is_filled_in(visitor: Client, draft: Filing) -> None:
    reference = draft.group.temporary_reference

    text = visitor.get(f"/en/resume?reference={reference}").content.decode()

    assert f'value="{reference}"' in text


def test_reference_birth_and_code_lead_to_the_tasks(visitor: Client, draft: Filing) -> None:
    asked = _asks(visitor, draft)
    assert asked["Location"] == "/en/resume/code"
    assert visitor.get(asked["Location"]).status_code == 200

    answer = visitor.post("/en/resume/code", {"code": draft.code("resume_code")})

    assert answer["Location"] == f"/en/filing/{draft.id}/"
    assert visitor.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("other", [{"date_of_birth-day": "2"}, {"reference": "T-2222-2222-2222"}])
def test_nothing_says_which_of_the_two_was_wrong(
    visitor: Client, draft: Filing, other: dict[str, str]
) -> None:
    page = _asks(visitor, draft, **other)

    assert page.status_code == 422
    text = page.content.decode()
    assert WRONG in text
    assert 'value="1990"' in text


def test_a_wrong_code_is_said_at_its_place_and_the_right_one_still_works(
    visitor: Client, draft: Filing
) -> None:
    _asks(visitor, draft)
    right = draft.code("resume_code")
    wrong = "000000" if right != "000000" else "111111"

    page = visitor.post("/en/resume/code", {"code": wrong})

    assert page.status_code == 422
    assert "That is not the code we sent" in page.content.decode()
    assert visitor.post("/en/resume/code", {"code": right}).status_code == 302


def test_too_many_tries_say_how_long_to_wait(visitor: Client, draft: Filing) -> None:
    for _ in range(10):
        _asks(visitor, draft, **{"date_of_birth-day": "2"})

    page = _asks(visitor, draft)

    assert page.status_code == 429
    assert re.search(r"Wait \d+ minutes", page.content.decode())


def test_a_code_that_is_old_can_be_asked_for_anew(
    visitor: Client, draft: Filing, clock: list[datetime]
) -> None:
    _asks(visitor, draft)
    clock[0] += timedelta(minutes=31)

    page = visitor.post("/en/resume/code", {"code": draft.code("resume_code")})

    text = page.content.decode()
    assert "This code has expired" in text
    assert "Send a new code" in text


def test_without_having_asked_there_is_no_code_to_type(visitor: Client) -> None:
    assert visitor.get("/en/resume/code")["Location"] == "/en/resume"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (born("1990", "2", "30"), "there is no such day"),
        (born("", "", ""), "enter a day, a month and a year"),
        (born("990", "5", "1"), "there is no such day"),
        (born("1990", "5", ""), "also enter a day"),
        (born("0001", "5", "1"), "there is no such day"),
    ],
)
def test_a_day_that_is_none_is_said_at_its_place(
    visitor: Client, draft: Filing, typed: dict[str, str], said: str
) -> None:
    page = _asks(visitor, draft, **typed)

    assert page.status_code == 422
    assert said in page.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "works for {} minutes"), ("zh-hant", "{} 分鐘內有效"), ("zh-hans", "{} 分钟内有效")],
)
def test_the_page_for_the_code_says_how_long_the_mail_says_it_works(
    language: str, words: str, visitor: Client, draft: Filing
) -> None:
    _asks(visitor, draft)

    page = visitor.get(f"/{language}/resume/code").content.decode()

    assert words.format(draft.told("resume_code")[-1].context["minutes"]) in page
