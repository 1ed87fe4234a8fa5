"""Arithmetic of days as the policy means it.

Readings that no source prints, kept here in one place: who is born on 29 February reaches an age on
1 March of a common year; months that would end on a missing day end on the month's last; four weeks
are 28 days; left-over days of broken periods make a month for each 30.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

HONG_KONG = timezone(timedelta(hours=8), "HKT")
OPEN_END = date.max
DAYS_IN_A_LEFT_OVER_MONTH = 30


class Duration(NamedTuple):
    """A length of time as a rule states it."""

    number: int
    unit: str


@lru_cache(maxsize=1024)
def shift(day: date, count: int, unit: str) -> date:
    """Return the day ``count`` units later, or earlier where it is negative; never beyond the calendar's ends."""
    if day in (date.min, OPEN_END):
        return day
    if unit in ("day", "week"):
        number = day.toordinal() + count * (7 if unit == "week" else 1)
        return date.fromordinal(min(max(number, 1), OPEN_END.toordinal()))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= OPEN_END.year:
        return date.min if year < 1 else OPEN_END
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    """Return the completed years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def whole_months(start: date, end: date) -> tuple[int, int]:
    """Return the whole months from ``start`` up to the day before ``end``, and the days left over."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if shift(start, months, "month") > end:
        months -= 1
    return months, (end - shift(start, months, "month")).days


def joined(periods: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return periods (first and last day) in order, overlapping and adjoining ones as one."""
    answer: list[tuple[date, date]] = []
    for start, end in sorted(period for period in periods if period[0] <= period[1]):
        if answer and start <= answer[-1][1] + timedelta(days=1):
            answer[-1] = (answer[-1][0], max(end, answer[-1][1]))
        else:
            answer.append((start, end))
    return answer


def months_in(periods: Iterable[tuple[date, date]]) -> int:
    """Return the whole months of periods joined, left-over days of the pieces counted together."""
    months = left = 0
    for start, end in joined(periods):
        whole, over = whole_months(start, end + timedelta(days=1))
        months, left = months + whole, left + over
    return months + left // DAYS_IN_A_LEFT_OVER_MONTH


def tax_year_start(day: date, begins: tuple[int, int]) -> date:
    """Return the first day of the tax year that contains a day."""
    first = date(day.year, *begins)
    return first if first <= day else date(day.year - 1, *begins)


def tax_year_end(day: date, begins: tuple[int, int]) -> date:
    """Return the last day of the tax year that contains a day."""
    first = tax_year_start(day, begins)
    return date(first.year + 1, *begins) - timedelta(days=1)


def day_of(moment: datetime) -> date:
    """Return the Hong Kong date of a moment."""
    return moment.astimezone(HONG_KONG).date()


def clock(value: date | datetime) -> datetime:
    """Return Hong Kong's wall clock at a moment, or at the first instant of a day."""
    if isinstance(value, datetime):
        return value.astimezone(HONG_KONG).replace(tzinfo=None)
    return datetime.combine(value, time.min)


def last_instant(value: date | datetime) -> datetime:
    """Return the wall clock at a moment, or at the last instant of a day."""
    if isinstance(value, datetime):
        return clock(value)
    return datetime.combine(value, time.max)
