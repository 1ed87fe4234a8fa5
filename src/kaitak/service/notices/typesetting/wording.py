"""How days, moments, amounts and lengths of stay are written, and the fixed words of the sheets."""

import json
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

LANGUAGES = ("en", "zh-hant", "zh-hans")
HONG_KONG = ZoneInfo("Asia/Hong_Kong")
_WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date, language: str) -> str:
    """Return a day with its weekday."""
    if language == "en":
        return f"{_ENGLISH_DAYS[value.weekday()]} {short_day(value, language)}"
    return f"{short_day(value, language)}（星期{_WEEKDAYS[value.weekday()]}）"


def short_day(value: date, language: str) -> str:
    """Return a day without its weekday, for where there is little room."""
    if language == "en":
        return f"{value.day} {_ENGLISH_MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime, language: str) -> str:
    """Return a moment in Hong Kong time."""
    local = value.astimezone(HONG_KONG)
    return f"{day(local.date(), language)} {local:%H:%M:%S}"


def hkd(amount: int) -> str:
    """Return an amount of Hong Kong dollars."""
    return f"HK${amount:,}"


def months(count: int, language: str) -> str:
    """Return a length of stay in months."""
    if language == "en":
        return f"{count} month" if count == 1 else f"{count} months"
    return f"{count} 個月" if language == "zh-hant" else f"{count} 个月"


def entries(count: int, language: str) -> str:
    """Return how many entries are allowed; 0 is any number."""
    if count < 2:
        return word("entries_once" if count else "entries_any", language)
    return f"{count} times" if language == "en" else f"{count} 次"


def word(key: str, language: str) -> str:
    """Return one of the fixed words."""
    return words()[key][language]


@cache
def words() -> dict[str, dict[str, str]]:
    """Return every fixed word in its three languages."""
    text = files("kaitak.service.notices.typesetting").joinpath("words.json").read_text("utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found
