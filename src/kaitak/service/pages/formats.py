"""Days, moments, amounts and spans, written out in the page's language and in Hong Kong time."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaitak.service.pages.languages import language_of

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
_LOCALES = {"en": "en_GB", "zh-hant": "zh_Hant_HK", "zh-hans": "zh_Hans_HK"}
_DAYS = {"en": "EEEE d MMMM y", "zh-hant": "y年M月d日（EEEE）", "zh-hans": "y年M月d日（EEEE）"}
_SHORT_DAYS = {"en": "d MMM y", "zh-hant": "y年M月d日", "zh-hans": "y年M月d日"}
_MONTHS = {"en": "MMMM y", "zh-hant": "y年M月", "zh-hans": "y年M月"}


def day_text(day: date, language: str) -> str:
    """Return a day with its weekday: "Monday 2 March 2026"."""
    code = language_of(language).code
    return format_date(_hong_kong_day(day), _DAYS[code], locale=_LOCALES[code])


def short_day_text(day: date, language: str) -> str:
    """Return a day without its weekday, for tables: "2 Mar 2026"."""
    code = language_of(language).code
    return format_date(_hong_kong_day(day), _SHORT_DAYS[code], locale=_LOCALES[code])


def month_text(day: date, language: str) -> str:
    """Return the month of a day: "March 2026"."""
    code = language_of(language).code
    return format_date(_hong_kong_day(day), _MONTHS[code], locale=_LOCALES[code])


def moment_text(at: datetime, language: str) -> str:
    """Return a moment of Hong Kong time: "Monday 2 March 2026, 14:05"."""
    code = language_of(language).code
    local = at.astimezone(HONG_KONG)
    time = format_time(local, "HH:mm", locale=_LOCALES[code])
    return f"{day_text(local, code)}, {time}" if code == "en" else f"{day_text(local, code)} {time}"


def time_text(at: datetime) -> str:
    """Return the time of day in Hong Kong: "14:05"."""
    return at.astimezone(HONG_KONG).strftime("%H:%M")


def hkd_text(amount: Decimal | int) -> str:
    """Return an amount of Hong Kong dollars, with cents only where there are any: "HK$1,234"."""
    exact = Decimal(amount)
    pattern = "#,##0" if exact == exact.to_integral_value() else "#,##0.00"
    sign = "−" if exact < 0 else ""
    return f"{sign}HK${format_decimal(abs(exact), pattern, locale='en')}"


def cents_text(cents: int) -> str:
    """Return an amount held in cents as Hong Kong dollars."""
    return hkd_text(Decimal(cents) / 100)


def number_text(number: Decimal | int) -> str:
    """Return a number with its thousands parted: "3,000"."""
    return format_decimal(number, locale="en")


def span_text(span: timedelta) -> str:
    """Return a span of time in its largest whole units: "1 hour 5 minutes", "40 seconds"."""
    seconds = max(0, int(span.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, seconds = divmod(rest, 60)
    if days:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if hours:
        return _two(
            ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours},
            ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes else "",
        )
    if minutes:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}


def file_size_text(size: int) -> str:
    """Return the size of a file for people: "1.2 MB"."""
    if size >= 1_000_000:
        return f"{format_decimal(size / 1_000_000, '#,##0.0', locale='en')} MB"
    return f"{max(1, round(size / 1000))} KB"


def _two(first: str, second: str) -> str:
    return _("%(first)s %(second)s") % {"first": first, "second": second} if second else first


def _hong_kong_day(day: date) -> date:
    return day.astimezone(HONG_KONG).date() if isinstance(day, datetime) and day.tzinfo else day
