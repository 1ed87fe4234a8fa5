"""Texts in three languages, and values written out for each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kaitak.rules.countries import country_name
from kaitak.rules.dates import OPEN_END, Duration
from kaitak.rules.values import Pair

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


@lru_cache(maxsize=64)
def language(code: str) -> str:
    """Return one of the three languages for a code in any spelling; English for any other."""
    lower = code.lower().replace("_", "-")
    if lower in ("zh-hant", "zh-hk", "zh-tw", "zh-mo"):
        return "zh-Hant"
    return "zh-Hans" if lower.startswith("zh") else "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in three languages; figures stand in it as ``{placeholders}``."""

    en: str
    zh_hant: str
    zh_hans: str

    def in_language(self, code: str) -> str:
        """Return the text as written, placeholders unfilled."""
        lang = language(code)
        return self.en if lang == "en" else self.zh_hant if lang == "zh-Hant" else self.zh_hans

    def placeholders(self) -> frozenset[str]:
        """Return the ids of the figures named in any language."""
        return frozenset(
            match[1]
            for text in (self.en, self.zh_hant, self.zh_hans)
            for match in PLACEHOLDER.finditer(text)
            if match[1] is not None
        )

    def fill(self, code: str, figure: Callable[[str], str]) -> str:
        """Return the text with its figures written in."""

        def written(match: re.Match[str]) -> str:
            return match[0][0] if match[1] is None else figure(match[1])

        return PLACEHOLDER.sub(written, self.in_language(code))


EMPTY = Text("", "", "")
WORDS = {
    "unpublished": ("(not published)", "（未有公布）", "（未有公布）"),
    "yes": ("yes", "是", "是"),
    "no": ("no", "否", "否"),
    "none": ("none", "沒有", "没有"),
    "unknown": ("not known", "未知", "未知"),
    "between": ("{} to {}", "{}至{}", "{}至{}"),
    "at_least": ("{} or more", "{}或以上", "{}或以上"),
    "at_most": ("{} or less", "{}或以下", "{}或以下"),
    "comma": (", ", "、", "、"),
}
UNITS = {
    "day": ("{} day", "{} days", "{}日", "{}日"),
    "week": ("{} week", "{} weeks", "{}星期", "{}星期"),
    "month": ("{} month", "{} months", "{}個月", "{}个月"),
    "year": ("{} year", "{} years", "{}年", "{}年"),
    "hour": ("{} hour", "{} hours", "{}小時", "{}小时"),
    "minute": ("{} minute", "{} minutes", "{}分鐘", "{}分钟"),
    "hkd": ("HK${}", "HK${}", "{}港元", "{}港元"),
    "percent": ("{}%", "{}%", "{}%", "{}%"),
    "person": ("{} person", "{} persons", "{}人", "{}人"),
    "point": ("{} point", "{} points", "{}分", "{}分"),
    "place": ("{} place", "{} places", "{}個名額", "{}个名额"),
    "file": ("{} file", "{} files", "{}個檔案", "{}个档案"),
    "age": ("{}", "{}", "{}歲", "{}岁"),
}
COUNTED = ("day", "week", "month", "year", "hour", "minute", "person", "point", "place", "file")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def word(name: str, lang: str) -> str:
    """Return one of the engine's own few words."""
    return WORDS[name][LANGUAGES.index(language(lang))]


def number(value: int, unit: str | None, lang: str) -> str:
    """Write a number with its unit; calendar years and bare numbers are written plainly."""
    if unit not in UNITS:
        return str(value) if unit == "calendar_year" else f"{value:,}"
    singular, *others = UNITS[unit]
    code = language(lang)
    form = {"en": singular if value == 1 else others[0], "zh-Hant": others[1], "zh-Hans": others[2]}[code]
    return form.format(f"{value:,}")


def day(value: date, lang: str) -> str:
    """Write a day."""
    if value in (date.min, OPEN_END):
        return word("none", lang)
    if language(lang) == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def write(value: Any, lang: str, *, unit: str | None = None, names: Mapping[str, Text] | None = None) -> str:
    """Write any value for people: with its unit, and with the names that codes have."""
    if value is None:
        return word("unknown", lang)
    if isinstance(value, Duration):
        return number(value.number, value.unit, lang)
    if isinstance(value, Pair):
        return _between(value, lang, unit)
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    if isinstance(value, frozenset | tuple | list):
        return _several(value, lang, names)
    if isinstance(value, date):
        return day(value, lang)
    if isinstance(value, int):
        return number(value, unit, lang)
    return (
        names[value].in_language(lang)
        if names and value in names
        else country_name(str(value), language(lang))
    )


def _several(values: Any, lang: str, names: Mapping[str, Text] | None) -> str:
    ordered = sorted(values) if isinstance(values, frozenset) else values
    return word("comma", lang).join(write(one, lang, names=names) for one in ordered) or word("none", lang)


def _between(value: Pair, lang: str, unit: str | None) -> str:
    low, high = (None if end is None else write(end, lang, unit=unit) for end in value)
    if high is None:
        return word("at_least", lang).format(low)
    if low is None:
        return word("at_most", lang).format(high)
    return word("between", lang).format(low, high)
