"""Public holidays, office hours, and when a tax year begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from kaitak.rules.dates import clock
from kaitak.rules.texts import Text


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """One span of opening on some days of the week (0 is Monday)."""

    days: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days and hours of Hong Kong."""

    tax_year_begins: tuple[int, int]
    public_holidays: Mapping[date, Text]
    hours: Sequence[OfficeHours]

    def is_public_holiday(self, day: date) -> bool:
        """Say whether a day is a general holiday; Sundays always are."""
        return day in self.public_holidays or day.weekday() == 6

    def knows(self, year: int) -> bool:
        """Say whether the holidays of a year are in the policy."""
        return any(day.year == year for day in self.public_holidays)

    def holiday_name(self, day: date) -> Text | None:
        """Return the name of a public holiday."""
        return self.public_holidays.get(day)

    def office_hours(self, day: date) -> tuple[OfficeHours, ...]:
        """Return the opening hours of a day, none on a holiday."""
        if self.is_public_holiday(day):
            return ()
        return tuple(hours for hours in self.hours if day.weekday() in hours.days)

    def is_open(self, moment: datetime) -> bool:
        """Say whether the offices are open at a moment."""
        local = clock(moment)
        return any(hours.opens <= local.time() < hours.closes for hours in self.office_hours(local.date()))
