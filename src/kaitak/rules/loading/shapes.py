"""Small checks of which the format is composed. Each takes a value and its place and reports what is wrong."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from kaitak.rules.errors import did_you_mean, nearest
from kaitak.rules.texts import LANGUAGES
from kaitak.rules.versions import UNPUBLISHED_START

Report = Callable[[str, str], None]
Check = Callable[[Any, str, Report], None]
PLAIN = re.compile(r"[a-z][a-z0-9_]*")
DOTTED = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)+")


def anything(_value: Any, _key: str, _report: Report) -> None:
    """Leave a value to a later step."""


def kind(kinds: type | tuple[type, ...], called: str) -> Check:
    """Check a value's type; a truth is never a number."""

    def check(value: Any, key: str, report: Report) -> None:
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            report(key, f"is {called}, not {value!r}")

    return check


string = kind(str, "a text")
whole = kind(int, "a whole number")
truth = kind(bool, "true or false")


def pattern(regex: re.Pattern[str], called: str) -> Check:
    """Check a text's form."""

    def check(value: Any, key: str, report: Report) -> None:
        if not isinstance(value, str) or not regex.fullmatch(value):
            report(key, f"is {called}, not {value!r}")

    return check


plain = pattern(PLAIN, "a plain name")
dotted = pattern(DOTTED, "a dotted name")


def one_of(*choices: str) -> Check:
    """Check that a value is one of a few words."""

    def check(value: Any, key: str, report: Report) -> None:
        if value not in choices:
            report(
                key, f"is one of {', '.join(choices)}, not {value!r}{did_you_mean(nearest(value, choices))}"
            )

    return check


def either(*checks: Check) -> Check:
    """Check that a value has one of several shapes."""

    def check(value: Any, key: str, report: Report) -> None:
        attempts: list[list[tuple[str, str]]] = []
        for one in checks:
            found: list[tuple[str, str]] = []
            one(value, key, lambda where, what, found=found: found.append((where, what)))  # type: ignore[misc]
            if not found:
                return
            attempts.append(found)
        nearest_miss = max(attempts, key=lambda found: max(len(where) for where, _ in found))
        for where, what in nearest_miss:
            report(where, what)

    return check


def list_of(inner: Check, *, least: int = 0) -> Check:
    """Check a list and each of its items."""

    def check(value: Any, key: str, report: Report) -> None:
        if not isinstance(value, list) or len(value) < least:
            report(key, f"is a list{' of one or more' if least else ''}, not {value!r}")
            return
        for index, item in enumerate(value):
            inner(item, f"{key}[{index}]", report)

    return check


def map_of(inner: Check, names: Check = string) -> Check:
    """Check a map with free keys."""

    def check(value: Any, key: str, report: Report) -> None:
        if not isinstance(value, dict):
            report(key, f"is a map, not {value!r}")
            return
        for name, item in value.items():
            names(name, f"{key}.{name}", report)
            inner(item, f"{key}.{name}", report)

    return check


def keys(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Check a map with known keys; an unknown one is a fault that names the nearest."""
    known = {**required, **(optional or {})}

    def check(value: Any, key: str, report: Report) -> None:
        if not isinstance(value, dict):
            report(key, f"is a map, not {value!r}")
            return
        for name in required:
            if name not in value:
                report(f"{key}.{name}", "is missing")
        for name, item in value.items():
            if name in known:
                known[name](item, f"{key}.{name}", report)
            else:
                report(f"{key}.{name}", f"there is no such key{did_you_mean(nearest(name, known))}")

    return check


def day(value: Any, key: str, report: Report) -> None:
    """Check a day."""
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        report(key, f"is a day as 2026-03-01, not {value!r}")


def moment(value: Any, key: str, report: Report) -> None:
    """Check a moment with its offset."""
    try:
        aware = datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        aware = False
    if not aware:
        report(key, f"is a moment as 2025-02-26T11:00+08:00, not {value!r}")


def known_start(value: Any, key: str, report: Report) -> None:
    """Check what is known of a start."""
    keys({}, {"after": day, "by": day})(value, key, report)
    if isinstance(value, dict) and not value:
        report(key, "says `after`, `by` or both")
    if isinstance(value, dict) and {"after", "by"} <= set(value) and str(value["after"]) >= str(value["by"]):
        report(key, "`by` is later than `after`")


def start(value: Any, key: str, report: Report) -> None:
    """Check when a version begins: a day, a moment, what is known of it, or that nothing is published of it."""
    if isinstance(value, dict):
        known_start(value, key, report)
    elif value != UNPUBLISHED_START:
        (moment if "T" in str(value) else day)(value, key, report)


text = keys(dict.fromkeys(LANGUAGES, string))
