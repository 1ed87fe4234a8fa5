"""A day as people type it: three fields, month names, Chinese numerals, or a whole date in the first field."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping

Typed = Mapping[str, str]

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_LAST_MONTH = 12
_MOST_DAYS = 31


def tidy(typed: Typed) -> dict[str, str]:
    """Return day, month and year as plain digits wherever that is what was meant."""
    parts = {name: _plain(value) for name, value in typed.items()}
    alone = [value for value in parts.values() if value]
    if len(alone) == 1 and (whole := _whole(alone[0])):
        return {name: whole.get(name, "") for name in parts}
    if "month" in parts:
        parts["month"] = _month(parts["month"])
    return parts


def wrong_parts(parts: Typed, *, needed: tuple[str, ...]) -> tuple[str, ...]:
    """Return which parts are missing or impossible, in the order they are typed."""
    missing = [name for name in needed if not parts.get(name)]
    if parts.get("day") and not parts.get("month") and "month" not in missing:
        missing.append("month")
    impossible = [name for name, value in parts.items() if value and not _is_possible(name, value, parts)]
    return tuple(name for name in ("day", "month", "year") if name in missing or name in impossible)


def _is_possible(name: str, value: str, parts: Typed) -> bool:
    if not value.isdecimal():
        return False
    number = int(value)
    if name == "year":
        return len(value) == len("2026")
    if name == "month":
        return 1 <= number <= _LAST_MONTH
    return 1 <= number <= _days_in(parts)


def _days_in(parts: Typed) -> int:
    year, month = parts.get("year", ""), parts.get("month", "")
    if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= _LAST_MONTH and int(year) >= 1:
        return monthrange(min(int(year), 9999), int(month))[1]
    return _MOST_DAYS


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip().rstrip("日月年號号.")


def _month(value: str) -> str:
    if value in _CHINESE_MONTHS:
        return str(_CHINESE_MONTHS.index(value) + 1)
    short = value[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else value


def _whole(value: str) -> dict[str, str] | None:
    if match := _YEAR_FIRST.fullmatch(value):
        return {"year": match[1], "month": match[2], "day": match[3] or ""}
    if match := _DAY_FIRST.fullmatch(value):
        return {"day": match[1], "month": match[2], "year": match[3]}
    return None
