"""Holidays and office hours."""

from datetime import date, datetime

from kaitak.rules import Policy
from kaitak.rules.dates import HONG_KONG


def test_holidays_are_those_of_the_policy_and_every_sunday(gardens: Policy) -> None:
    days = (date(2024, 12, 25), date(2024, 12, 22), date(2024, 12, 24))

    assert [gardens.calendar.is_public_holiday(day) for day in days] == [True, True, False]
    assert [gardens.calendar.knows(year) for year in (2024, 2025)] == [True, False]


def test_the_offices_are_open_in_their_hours_in_hong_kong(gardens: Policy) -> None:
    monday = datetime(2024, 12, 23, 9, 0, tzinfo=HONG_KONG)

    moments = (monday, monday.replace(hour=17), monday.replace(day=25), monday.replace(day=26))

    assert [gardens.calendar.is_open(moment) for moment in moments] == [True, False, False, False]
