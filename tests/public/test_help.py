from datetime import datetime, timedelta

import pytest
from django.test import Client

from kaitak.service.applications.policy import current_policy
from tests.conftest import HONG_KONG

LANGUAGES = {"en": "Help", "zh-hant": "說明", "zh-hans": "帮助"}


def states(visitor: Client) -> dict[str, tuple[bool | None, str]]:
    lines = visitor.get("/en/help").context["lines"]
    return {line.value: (line.is_open, line.state) for line in lines}


def enquiries(visitor: Client) -> tuple[bool | None, str]:
    return states(visitor)[current_policy().operator("enquiry_hotline")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_says_what_each_page_does_and_whom_to_ask(visitor: Client, language: str) -> None:
    text = visitor.get(f"/{language}/help").content.decode()

    assert f"<h1>{LANGUAGES[language]}</h1>" in text
    assert "(852) 2824 6111" in text
    assert f'href="/{language}/resume"' in text


@pytest.mark.parametrize(
    ("moment", "is_open", "said"),
    [
        ("2026-11-23T08:44", False, "Opens again on Monday 23 November 2026 at 08:45."),
        ("2026-11-23T08:45", True, "Until 17:15."),
        ("2026-11-23T17:15", False, "Opens again on Tuesday 24 November 2026 at 08:45."),
        ("2026-11-28T12:00", False, "Opens again on Monday 30 November 2026 at 08:45."),
        ("2026-12-25T10:00", False, "Closed today: Christmas Day."),
        ("2026-12-25T10:00", False, "Opens again on Monday 28 December 2026 at 08:45."),
        (
            "2027-12-31T18:00",
            False,
            "It opens again in 2028 on a day that is not known to us yet.",
        ),
        ("2029-03-01T10:00", None, "The public holidays of 2029 are not known to us yet"),
    ],
)
def test_hours_know_the_calendar(
    visitor: Client, clock: list[datetime], moment: str, is_open: bool | None, said: str
) -> None:
    clock[0] = datetime.fromisoformat(f"{moment}+08:00")

    state = enquiries(visitor)

    assert state[0] is is_open
    assert said in state[1]


def test_a_line_that_is_daily_is_open_on_a_holiday(visitor: Client, clock: list[datetime]) -> None:
    clock[0] = datetime(2026, 12, 25, 22, 59, tzinfo=HONG_KONG)
    line = current_policy().operator("technical_hotline")

    before = states(visitor)[line]
    clock[0] += timedelta(minutes=1)
    after = states(visitor)[line]

    assert before == (True, "Until 23:00.")
    assert after == (False, "Opens again on Saturday 26 December 2026 at 07:00.")


def test_holidays_of_a_year_that_is_not_known_are_not_made_up(visitor: Client, clock: list[datetime]) -> None:
    clock[0] = datetime(2028, 3, 1, 10, 0, tzinfo=HONG_KONG)

    text = visitor.get("/en/help").content.decode()

    assert text.count("The holidays of this year are not known to us yet.") == 2
