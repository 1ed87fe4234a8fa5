"""A question about fees, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kaitak.rules.errors import FactError, InputError, did_you_mean, nearest
from kaitak.rules.reading import read_day

if TYPE_CHECKING:
    from kaitak.rules.policy import Policy

KEYS = (
    "scheme",
    "route",
    "kind",
    "persons",
    "submitted_at",
    "stay",
    "old_last_date",
    "new_last_date",
    "paid_on",
)
KINDS = ("entry", "extension", "change_of_condition", "change_with_extension")


@dataclass(frozen=True, slots=True)
class FeeCase:
    """One question about fees, read and checked."""

    scheme: str
    route: str
    kind: str
    persons: int
    submitted_at: datetime | None
    paid_on: date | None
    months: int | None
    days: int | None
    last_date: date | None
    old_last_date: date | None
    new_last_date: date | None


def read_fee_case(policy: "Policy", given: Mapping[str, Any]) -> FeeCase:
    """Return a fee case, read and checked; raises InputError."""
    if not isinstance(given, Mapping):
        raise InputError("", "a fee case is a map")
    for key in given:
        if key not in KEYS:
            raise InputError(str(key), f"there is no such key{did_you_mean(nearest(key, KEYS))}")
    stay = _stay(given.get("stay"))
    return FeeCase(
        scheme=_one_of(given, "scheme", policy.schemes),
        route=_one_of(given, "route", policy.routes) if given.get("route") else "",
        kind=_one_of(given, "kind", KINDS) if "kind" in given else "entry",
        persons=_whole(given.get("persons", 1), "persons", least=1),
        submitted_at=_moment(given.get("submitted_at")),
        paid_on=_day(given.get("paid_on"), "paid_on"),
        months=_whole(stay["months"], "stay.months", least=1) if "months" in stay else None,
        days=_whole(stay["days"], "stay.days", least=1) if "days" in stay else None,
        last_date=_day(stay.get("last_date"), "stay.last_date"),
        old_last_date=_day(given.get("old_last_date"), "old_last_date"),
        new_last_date=_day(given.get("new_last_date"), "new_last_date"),
    )


def _one_of(given: Mapping[str, Any], key: str, known: Any) -> str:
    value = given.get(key)
    if not isinstance(value, str) or value not in known:
        raise InputError(
            key, f"{value!r} is not one of {', '.join(known)}{did_you_mean(nearest(str(value), known))}"
        )
    return value


def _stay(value: Any) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or len(value) != 1 or not set(value) <= {"months", "days", "last_date"}:
        raise InputError("stay", "is one of {months: 24}, {days: 14} or {last_date: 2026-08-31}")
    return value


def _whole(value: Any, key: str, *, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise InputError(key, f"is a whole number of at least {least}, not {value!r}")
    return value


def _day(value: Any, key: str) -> date | None:
    try:
        return None if value is None else read_day(value)
    except FactError as error:
        raise InputError(key, error.message) from error


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InputError(
            "submitted_at", f"is a moment with its offset as 2026-03-01T10:00:00+08:00, not {value!r}"
        )
    return moment
