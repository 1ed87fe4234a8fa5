"""Read one value of a fact as the profile writes it into what the engine reckons with."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from kaitak.rules.errors import FactError
from kaitak.rules.model import Fact
from kaitak.rules.values import ends, pair

COUNTRY = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"\d{4}")
TAX_YEAR = re.compile(r"(\d{4})[/-](\d{2}|\d{4})")
FIRST_YEAR, LAST_YEAR = 1800, 2999
LARGEST = 10**15


def read_value(fact: Fact, raw: Any, tax_year_begins: tuple[int, int] = (4, 1)) -> Any:
    """Return the engine's value of what a profile says; raises FactError."""
    if raw is None:
        return None
    if fact.kind == "tax_year":
        return _tax_year(raw, tax_year_begins)
    reader: Callable[[Fact, Any], Any] = READERS.get(fact.kind, _text)
    return reader(fact, raw)


def read_pair(fact: Fact, raw: list[Any], tax_year_begins: tuple[int, int] = (4, 1)) -> Any:
    """Return a number or day of which only the least and the most are given; raises FactError."""
    if len(raw) != len(("least", "most")):
        raise FactError("not_a_pair")
    low, high = (read_value(fact, one, tax_year_begins) for one in raw)
    least, most = ends(low).least, ends(high).most
    if least is not None and most is not None and least > most:
        raise FactError("not_a_pair")
    return pair(least, most)


def _bool(_: Fact, raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise FactError("not_true_or_false", value=repr(raw))
    return raw


def _whole(_: Fact, raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise FactError("not_a_whole_number", value=repr(raw))
    if abs(raw) > LARGEST:
        raise FactError("too_large", value=raw, most=LARGEST)
    return raw


def _dollars(fact: Fact, raw: Any) -> int:
    return int(_amount(fact, raw))


def _amount(_: Fact, raw: Any) -> Decimal:
    try:
        amount = Decimal(str(raw)) if isinstance(raw, int | float | str | Decimal) else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(raw, bool) or not amount.is_finite():
        raise FactError("not_a_number", value=repr(raw))
    if abs(amount) > LARGEST:
        raise FactError("too_large", value=raw, most=LARGEST)
    return amount


def _day(_: Fact, raw: Any) -> date:
    return read_day(raw)


def read_day(raw: Any) -> date:
    """Return a day written as 2026-03-01; raises FactError."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return _in_range(raw)
    if not isinstance(raw, str) or not DAY.fullmatch(raw):
        raise FactError("not_a_day", value=repr(raw))
    try:
        return _in_range(date.fromisoformat(raw))
    except ValueError as error:
        raise FactError("not_a_day", value=repr(raw)) from error


def _in_range(day: date) -> date:
    """Refuse days that can only be slips: no rule and no life reaches them."""
    if day.year < FIRST_YEAR:
        raise FactError("too_early", value=day, earliest=date(FIRST_YEAR, 1, 1))
    if day.year > LAST_YEAR:
        raise FactError("too_late", value=day, latest=date(LAST_YEAR, 12, 31))
    return day


def _partial_day(fact: Fact, raw: Any) -> Any:
    if isinstance(raw, int) or (isinstance(raw, str) and YEAR.fullmatch(raw)):
        year = _year(fact, raw)
        return pair(date(year, 1, 1), date(year, 12, 31))
    if isinstance(raw, str) and MONTH.fullmatch(raw):
        return _month(fact, raw)
    return _day(fact, raw)


def _month(_: Fact, raw: Any) -> Any:
    match = MONTH.fullmatch(raw) if isinstance(raw, str) else None
    if not match or not 1 <= int(match[2]) <= 12:
        raise FactError("not_a_month", value=repr(raw))
    first = _in_range(date(int(match[1]) or 1, int(match[2]), 1))
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return pair(first, following - timedelta(days=1))


def _year(_: Fact, raw: Any) -> int:
    year = int(raw) if isinstance(raw, int | str) and YEAR.fullmatch(str(raw)) else 0
    if isinstance(raw, bool) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise FactError("not_a_year", value=repr(raw))
    return year


def _tax_year(raw: Any, begins: tuple[int, int]) -> date:
    match = TAX_YEAR.fullmatch(raw) if isinstance(raw, str) else None
    if (
        not match
        or not FIRST_YEAR <= int(match[1]) < LAST_YEAR
        or (int(match[1]) + 1) % 100 != int(match[2]) % 100
    ):
        raise FactError("not_a_tax_year", value=repr(raw))
    return date(int(match[1]) + 1, *begins) - timedelta(days=1)


def _moment(_: Fact, raw: Any) -> datetime:
    try:
        moment = raw if isinstance(raw, datetime) else datetime.fromisoformat(raw)
    except (TypeError, ValueError) as error:
        raise FactError("not_a_moment", value=repr(raw)) from error
    if moment.tzinfo is None:
        raise FactError("not_a_moment", value=repr(raw))
    _in_range(moment.date())
    return moment


def _choice(fact: Fact, raw: Any) -> str:
    if not isinstance(raw, str) or raw not in fact.values:
        raise FactError("not_a_choice", value=repr(raw), choices=", ".join(fact.values))
    return raw


def _country(_: Fact, raw: Any) -> str:
    if not isinstance(raw, str) or not COUNTRY.fullmatch(raw):
        raise FactError("not_a_country", value=repr(raw))
    return raw


def _currency(_: Fact, raw: Any) -> str:
    if not isinstance(raw, str) or not COUNTRY.fullmatch(raw):
        raise FactError("not_a_currency", value=repr(raw))
    return raw


def _text(_: Fact, raw: Any) -> str:
    if not isinstance(raw, str):
        raise FactError("not_text", value=repr(raw))
    return raw


def _several(one: Callable[[Fact, Any], str]) -> Callable[[Fact, Any], frozenset[str]]:
    def read(fact: Fact, raw: Any) -> frozenset[str]:
        if not isinstance(raw, list | tuple):
            raise FactError("not_a_list")
        found = []
        for index, item in enumerate(raw):
            try:
                found.append(one(fact, item))
            except FactError as error:
                raise error.at(f"[{index}]") from error
        return frozenset(found)

    return read


def _rates(fact: Fact, raw: Any) -> dict[str, Decimal]:
    if not isinstance(raw, Mapping):
        raise FactError("not_a_record")
    return {_currency(fact, code): _amount(fact, rate) for code, rate in raw.items()}


READERS: dict[str, Callable[[Fact, Any], Any]] = {
    "bool": _bool,
    "int": _whole,
    "hkd": _dollars,
    "day": _day,
    "partial_day": _partial_day,
    "month": _month,
    "year": _year,
    "moment": _moment,
    "choice": _choice,
    "choices": _several(_choice),
    "country": _country,
    "countries": _several(_country),
    "currency": _currency,
    "texts": _several(_text),
    "money": _amount,
    "rates": _rates,
}
