"""Filters: days, moments, amounts, countries, in the page's language."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kaitak.service.pages import formats
from kaitak.service.pages.countries import country_name
from kaitak.service.pages.languages import current_language
from kaitak.service.pages.words import CONFIDENCES

register = template.Library()


@register.filter
def day(value: date | str | None) -> SafeString | str:
    """Print a day with its weekday, readable by machines too."""
    if not value:
        return ""
    known = date.fromisoformat(value) if isinstance(value, str) else value
    return _time(known, formats.day_text(known, _code()))


@register.filter
def short_day(value: date | None) -> SafeString | str:
    """Print a day without its weekday, for tables."""
    return _time(value, formats.short_day_text(value, _code())) if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """Print a moment of Hong Kong time with its weekday."""
    return _time(value, formats.moment_text(value, _code())) if value else ""


@register.filter
def clock_time(value: datetime | None) -> SafeString | str:
    """Print the time of day in Hong Kong."""
    return _time(value, formats.time_text(value)) if value else ""


@register.filter
def day_or_moment(value: date | None) -> SafeString | str:
    """Print a day, or a moment where the time is known."""
    return moment(value) if isinstance(value, datetime) else day(value)


@register.filter
def short_day_of(value: date | str | None) -> str:
    """Return a day without its weekday, from a date or its ISO form; a source may be known to its month or year."""
    if isinstance(value, str) and len(value) < len("2026-03-01"):
        return formats.month_text(date.fromisoformat(f"{value}-01"), _code()) if "-" in value else value
    known = date.fromisoformat(value) if isinstance(value, str) else value
    return formats.short_day_text(known, _code()) if known else ""


@register.filter
def clock_face(seconds: int) -> str:
    """Print seconds as minutes and seconds: "29:05"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


@register.filter
def confidence(code: str) -> str:
    """Print how sure a source is."""
    return str(CONFIDENCES.get(code, code))


@register.filter
def span(value: timedelta | None) -> str:
    """Print a span of time in words."""
    return formats.span_text(value) if value is not None else ""


@register.filter
def hkd(value: Decimal | int | None) -> str:
    """Print an amount of Hong Kong dollars."""
    return formats.hkd_text(value) if value is not None else ""


@register.filter
def hkd_cents(value: int | None) -> str:
    """Print an amount held in cents."""
    return formats.cents_text(value) if value is not None else ""


@register.filter
def number(value: int | None) -> str:
    """Print a number with its thousands parted."""
    return formats.number_text(value) if value is not None else ""


@register.filter
def file_size(value: int | None) -> str:
    """Print the size of a file."""
    return formats.file_size_text(value) if value is not None else ""


@register.filter
def megabytes(value: int) -> int:
    """Print a limit on a file's size in whole megabytes of 1,048,576 bytes."""
    return value // (1024 * 1024)


@register.filter
def country(code: str) -> str:
    """Print a country's name in the page's language."""
    return country_name(code, _code()) if code else ""


def _code() -> str:
    return current_language().code


def _time(value: date, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)
