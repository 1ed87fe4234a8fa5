"""Office hours as a week: each weekday with its hours."""

from datetime import date, timedelta

from babel.dates import format_date

from kaitak.rules import Calendar

MONDAY = date(2024, 1, 1)
LOCALES = {"en": "en_GB", "zh-hant": "zh_Hant_HK", "zh-hans": "zh_Hans_HK"}


def office_week(calendar: Calendar, language: str) -> list[tuple[str, str]]:
    """Return each weekday's name with its hours; empty hours where the office is closed."""
    week = []
    for number in range(7):
        spans = [f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in calendar.hours if number in one.days]
        name = format_date(MONDAY + timedelta(days=number), "EEEE", locale=LOCALES[language])
        week.append((name, ", ".join(spans)))
    return week
