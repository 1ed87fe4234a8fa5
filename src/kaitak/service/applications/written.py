"""Days and moments written out for a notice, in its language."""

from datetime import date, datetime

from kaitak.rules import language
from kaitak.rules.dates import HONG_KONG
from kaitak.rules.texts import day as day_in_words


def written_day(day: date | None, lang: str) -> str:
    """Return a day in words: 2 March 2026, 2026年3月2日."""
    return "" if day is None else day_in_words(day, language(lang))


def written_moment(at: datetime | None, lang: str) -> str:
    """Return a moment in words, on Hong Kong's clock."""
    if at is None:
        return ""
    local = at.astimezone(HONG_KONG)
    separator = ", " if language(lang) == "en" else " "
    return f"{written_day(local.date(), lang)}{separator}{local:%H:%M}"
