from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from kaitak.service.pages import filters, formats

MONDAY = date(2026, 3, 2)
BEFORE_MIDNIGHT_IN_LONDON = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
WEEKDAYS = {
    "en": "Monday 2 March 2026",
    "zh-hant": "2026年3月2日（星期一）",
    "zh-hans": "2026年3月2日（星期一）",
}


@pytest.mark.parametrize(("language", "text"), WEEKDAYS.items())
def test_a_day_is_written_out_with_its_weekday(language: str, text: str) -> None:
    assert formats.day_text(MONDAY, language) == text


def test_a_moment_is_told_in_hong_kong_time() -> None:
    assert formats.moment_text(BEFORE_MIDNIGHT_IN_LONDON, "en") == "Monday 2 March 2026, 07:30"
    assert formats.day_text(BEFORE_MIDNIGHT_IN_LONDON, "en") == "Monday 2 March 2026"
    assert formats.time_text(BEFORE_MIDNIGHT_IN_LONDON) == "07:30"


AMOUNTS = [
    (600, "HK$600"),
    (2_500_000, "HK$2,500,000"),
    (Decimal("12.5"), "HK$12.50"),
    (0, "HK$0"),
    (-600, "−HK$600"),
]


@pytest.mark.parametrize(("amount", "text"), AMOUNTS)
def test_an_amount_has_its_currency(amount: Any, text: str) -> None:
    assert formats.hkd_text(amount) == text


def test_cents_are_shown_only_where_there_are_any() -> None:
    assert (formats.cents_text(60_000), formats.cents_text(60_050)) == ("HK$600", "HK$600.50")


SPANS = [
    (timedelta(days=2, hours=5), "2 days"),
    (timedelta(hours=1, minutes=5), "1 hour 5 minutes"),
    (timedelta(hours=2), "2 hours"),
    (timedelta(minutes=1, seconds=59), "1 minute"),
    (timedelta(seconds=40), "40 seconds"),
    (timedelta(seconds=-3), "0 seconds"),
]


@pytest.mark.parametrize(("span", "text"), SPANS)
def test_a_span_is_told_in_its_largest_units(span: timedelta, text: str) -> None:
    with override("en"):
        assert formats.span_text(span) == text


def test_a_span_is_told_in_chinese_without_gaps() -> None:
    with override("zh-hant"):
        assert formats.span_text(timedelta(hours=1, minutes=5)) == "1小時5分鐘"


def test_what_is_not_known_prints_nothing() -> None:
    printed = [
        filters.day(None),
        filters.moment(None),
        filters.hkd(None),
        filters.span(None),
        filters.country(""),
    ]

    assert printed == [""] * 5


def test_a_day_is_readable_by_machines_too() -> None:
    with override("en"):
        assert filters.day("2026-03-02") == '<time datetime="2026-03-02">Monday 2 March 2026</time>'


@pytest.mark.parametrize(("size", "text"), [(300, "1 KB"), (52_000, "52 KB"), (1_240_000, "1.2 MB")])
def test_a_files_size_is_told_for_people(size: int, text: str) -> None:
    assert formats.file_size_text(size) == text
