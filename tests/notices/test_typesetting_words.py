"""The fixed words, and how days and amounts are written."""

from datetime import UTC, date, datetime

import pytest

from kaitak.service.notices.typesetting import wording


def test_every_fixed_word_is_there_in_three_languages_and_printable() -> None:
    from kaitak.service.notices.typesetting import unprintable

    for key, texts in wording.words().items():
        assert set(texts) == set(wording.LANGUAGES), key
        assert all(texts.values()), key
        assert unprintable("".join(texts.values())) == (), key


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Tuesday 1 December 2026"),
        ("zh-hant", "2026年12月1日（星期二）"),
        ("zh-hans", "2026年12月1日（星期二）"),
    ],
)
def test_a_day_is_written_with_its_weekday(language: str, written: str) -> None:
    assert wording.day(date(2026, 12, 1), language) == written


def test_a_moment_is_written_in_hong_kong_time() -> None:
    assert (
        wording.moment(datetime(2026, 11, 30, 16, 0, tzinfo=UTC), "en") == "Tuesday 1 December 2026 00:00:00"
    )


@pytest.mark.parametrize(
    ("count", "language", "written"),
    [
        (0, "en", "Any number"),
        (1, "en", "Once"),
        (3, "en", "3 times"),
        (1, "zh-hans", "一次"),
        (2, "zh-hant", "2 次"),
    ],
)
def test_entries_are_written_as_people_say_them(count: int, language: str, written: str) -> None:
    assert wording.entries(count, language) == written


@pytest.mark.parametrize(
    ("count", "language", "written"),
    [(1, "en", "1 month"), (36, "en", "36 months"), (24, "zh-hant", "24 個月"), (24, "zh-hans", "24 个月")],
)
def test_months_are_counted(count: int, language: str, written: str) -> None:
    assert wording.months(count, language) == written


def test_amounts_have_their_currency_and_thousands() -> None:
    assert wording.hkd(1234567) == "HK$1,234,567"
