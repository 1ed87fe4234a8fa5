"""Check an answer as a form or an API gives it, and return it as the profile keeps it (plain JSON values)."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from kaitak.rules.errors import FactError, did_you_mean, nearest
from kaitak.rules.forms_of_text import FORMS
from kaitak.rules.model import Fact
from kaitak.rules.reading import read_value
from kaitak.rules.values import ends

MOST_TEXT, MOST_LONG_TEXT, MOST_RECORDS = 200, 4000, 100
LISTED = frozenset(("records", "choices", "countries", "texts"))
WORDS = {"true": True, "yes": True, "false": False, "no": False}


def check_value(
    fact: Fact, raw: Any, *, answers: Mapping[str, Any] | None = None, day: date | None = None
) -> Any:
    """Return an answer as the profile keeps it; ``None`` for an empty one. Raises FactError.

    ``answers`` are the other answers, keyed by fact, and ``day`` the day of application, where limits need them.
    """
    if raw == [] and fact.kind in LISTED and not fact.limits.get("least"):
        return []  # a list that is given is complete; an empty one means none
    if raw is None or raw in ("", [], {}):
        return None
    value = _CHECKS.get(fact.kind, _as_text)(fact, raw)
    if value is None:
        return None
    known = {"applied_on": None if day is None else day.isoformat(), **(answers or {})}
    if fact.kind == "records":
        return _records(fact, value, known)
    reckoned = read_value(fact, value)
    _check_limits(fact, value, reckoned, known)
    return value


def is_unexpected(fact: Fact, value: Any, *, answers: Mapping[str, Any] | None = None, day: date) -> bool:
    """Say whether an answer that is kept lies outside what the fact expects; it is an answer all the same."""
    if value is None or not fact.expected:
        return False
    try:
        _check_day_limits(
            fact.expected,
            value,
            read_value(fact, value),
            {"applied_on": day.isoformat(), **(answers or {})},
        )
    except FactError:
        return True
    return False


def _as_bool(_: Fact, raw: Any) -> Any:
    return WORDS.get(raw.strip().lower(), raw) if isinstance(raw, str) else raw


def _as_number(fact: Fact, raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    plain = unicodedata.normalize("NFKC", raw).strip().removeprefix("HK$").replace(",", "").replace(" ", "")
    if fact.kind in ("money", "hkd"):
        read_value(fact, plain)
        return (
            int(plain)
            if re.fullmatch(r"-?\d+", plain)
            else int(float(plain))
            if fact.kind == "hkd"
            else plain
        )
    return int(plain) if re.fullmatch(r"-?\d{1,15}", plain) else raw


def _as_day(_: Fact, raw: Any) -> Any:
    if isinstance(raw, date):
        return raw.isoformat()
    if not isinstance(raw, Mapping):
        return raw.strip() if isinstance(raw, str) else raw
    year, month, day = (str(raw.get(key) or "").strip() for key in ("year", "month", "day"))
    if not (year or month or day):
        return None
    if not year or (day and not month):
        raise FactError("not_a_day", value=repr("-".join((year, month, day))))
    return "-".join([year.zfill(4), *(part.zfill(2) for part in (month, day) if part)])


def _as_codes(_: Fact, raw: Any) -> Any:
    if isinstance(raw, list | tuple) and all(isinstance(one, str) for one in raw):
        return list(dict.fromkeys(raw))
    return [raw] if isinstance(raw, str) else raw


def _as_code(_: Fact, raw: Any) -> Any:
    return raw


def _as_text(fact: Fact, raw: Any) -> Any:
    if not isinstance(raw, str):
        raise FactError("not_text", value=repr(raw))
    value = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").strip()
    allowed = "\n\t" if fact.kind == "long_text" else ""
    if any(unicodedata.category(one) in ("Cc", "Cs", "Cn", "Co") and one not in allowed for one in value):
        raise FactError("control_characters")
    most = fact.limits.get("most", MOST_LONG_TEXT if fact.kind == "long_text" else MOST_TEXT)
    if len(value) > most:
        raise FactError("too_long", most=most)
    if len(value) < fact.limits.get("least", 0):
        raise FactError("too_short", least=fact.limits["least"])
    return FORMS[fact.kind](value) if fact.kind in FORMS else value


def _records(fact: Fact, raw: Any, known: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise FactError("not_a_list")
    most = fact.limits.get("most", MOST_RECORDS)
    if len(raw) > most:
        raise FactError("too_many", most=most)
    return [_record(fact, one, known, f"[{index}]") for index, one in enumerate(raw)]


def _record(fact: Fact, raw: Any, known: Mapping[str, Any], place: str) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise FactError("not_a_record", field=place)
    answer: dict[str, Any] = {}
    for name, value in raw.items():
        field = fact.fields.get(name)
        if field is None:
            raise FactError(
                "unknown_field", field=f"{place}.{name}", nearest=nearest(name, fact.fields) or "-"
            )
        try:
            checked = check_value(field, value, answers={**known, **raw})
        except FactError as error:
            raise error.at(f"{place}.{name}") from error
        if checked is not None:
            answer[name] = checked
    _check_period(fact, answer, place)
    return answer


def _check_period(fact: Fact, record: Mapping[str, Any], place: str) -> None:
    if not {"from", "until"} <= set(record):
        return
    first, last = (read_value(fact.fields[name], record[name]) for name in ("from", "until"))
    if ends(first).least > ends(last).most:
        raise FactError("end_before_start", field=f"{place}.until")


def _check_limits(fact: Fact, value: Any, reckoned: Any, known: Mapping[str, Any]) -> None:
    limits = fact.limits
    if fact.kind in ("int", "hkd", "money", "year"):
        if "least" in limits and reckoned < limits["least"]:
            raise FactError("too_small", value=value, least=limits["least"])
        if "most" in limits and reckoned > limits["most"]:
            raise FactError("too_large", value=value, most=limits["most"])
    elif fact.kind in ("choices", "countries", "texts"):
        if len(reckoned) < limits.get("least", 0):
            raise FactError("too_few", least=limits["least"])
        if len(reckoned) > limits.get("most", MOST_RECORDS):
            raise FactError("too_many", most=limits["most"])
    elif "earliest" in limits or "latest" in limits:
        _check_day_limits(limits, value, reckoned, known)


def _check_day_limits(limits: Mapping[str, Any], value: Any, reckoned: Any, known: Mapping[str, Any]) -> None:
    first, last = (_limit_day(limits.get(name), known) for name in ("earliest", "latest"))
    low, high = ends(reckoned)
    if first and high < first:
        raise FactError("too_early", value=value, earliest=first)
    if last and low > last:
        raise FactError("too_late", value=value, latest=last)


def _limit_day(limit: str | None, known: Mapping[str, Any]) -> date | None:
    """Return the day of a limit: written, or another answer's."""
    written = limit if limit is None or limit[0].isdigit() else known.get(limit)
    try:
        return date.fromisoformat(str(written)) if written else None
    except ValueError:
        return None


def unknown_key(name: str, known: Any) -> str:
    """Return what to say about a key that is not known."""
    return f"there is no such key{did_you_mean(nearest(name, known))}"


_CHECKS: dict[str, Callable[[Fact, Any], Any]] = {
    "bool": _as_bool,
    **dict.fromkeys(("int", "hkd", "money", "year"), _as_number),
    **dict.fromkeys(("day", "partial_day", "month"), _as_day),
    **dict.fromkeys(("choices", "countries", "texts"), _as_codes),
    **dict.fromkeys(("choice", "country", "currency", "moment", "tax_year", "rates", "records"), _as_code),
}
