"""Moments and Hong Kong days."""

from datetime import date, datetime, time, timedelta

from kaitak.rules.dates import HONG_KONG


def hong_kong_day(at: datetime) -> date:
    """Return the Hong Kong day of a moment."""
    return at.astimezone(HONG_KONG).date()


def last_day_of_draft(at: datetime, draft_days: int) -> date:
    """Return the last day on which a draft saved at ``at`` is still there."""
    return hong_kong_day(at) + timedelta(days=draft_days)


def end_of_day(day: date) -> datetime:
    """Return the first moment after a Hong Kong day."""
    return datetime.combine(day + timedelta(days=1), time(), HONG_KONG)
