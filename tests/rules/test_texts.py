"""Values written out for people, in three languages."""

from datetime import date
from typing import Any

import pytest

from kaitak.rules import Policy, Text, write
from kaitak.rules.dates import Duration
from kaitak.rules.texts import language
from kaitak.rules.values import Pair
from tests.rules.asking import DAY


@pytest.mark.parametrize(
    ("value", "unit", "texts"),
    [
        (36, "month", ("36 months", "36個月", "36个月")),
        (1, "month", ("1 month", "1個月", "1个月")),
        (2500000, "hkd", ("HK$2,500,000", "2,500,000港元", "2,500,000港元")),
        (2012, "calendar_year", ("2012", "2012", "2012")),
        (Duration(4, "week"), None, ("4 weeks", "4星期", "4星期")),
        (date(2026, 3, 1), None, ("1 March 2026", "2026年3月1日", "2026年3月1日")),
        (Pair(0, 36), "month", ("0 months to 36 months", "0個月至36個月", "0个月至36个月")),
        (Pair(3, None), "month", ("3 months or more", "3個月或以上", "3个月或以上")),
        (True, None, ("yes", "是", "是")),
        (frozenset(["CUB", "AFG"]), None, ("Afghanistan, Cuba", "阿富汗、古巴", "阿富汗、古巴")),
        (frozenset(), None, ("none", "沒有", "没有")),
        (None, None, ("not known", "未知", "未知")),
    ],
)
def test_a_value_is_written_with_its_unit(value: Any, unit: str | None, texts: tuple[str, ...]) -> None:
    assert tuple(write(value, lang, unit=unit) for lang in ("en", "zh-Hant", "zh-Hans")) == texts


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("zh-hant", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("en-gb", "en"),
        ("fr", "en"),
    ],
)
def test_a_language_is_known_in_any_spelling(code: str, found: str) -> None:
    assert language(code) == found


def test_placeholders_are_filled_and_doubled_braces_are_braces() -> None:
    text = Text("at least {a.b} {{so}}", "最少{a.b}", "最少{a.b}")

    assert text.placeholders() == {"a.b"}
    assert text.fill("en", lambda name: f"<{name}>") == "at least <a.b> {so}"


def test_codes_of_a_figure_are_written_as_the_question_names_them(gardens: Policy) -> None:
    assert gardens.written("garden.crafts", DAY, "en") == "Roses, Trees"
    assert gardens.written("garden.crafts", DAY, "zh-Hant") == "玫瑰、樹木"
    assert gardens.written("garden.excluded", date(2021, 1, 1), "en") == "Afghanistan"
