"""What a reform touches, and what could answer differently because of it: all that speaks of what it touches."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from kaitak.rules.policy import Policy

NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
CALENDAR = "calendar"
SILENT = ("note", "at", "source", "page", "because")
ENDS = ("routes", "procedures", "quotas", "tariffs", "schemes")


def touched(before: Policy, after: Policy) -> list[tuple[str, str]]:
    """Return section and id of every entry that two policies write differently, sources left out."""
    old, new = before.written_entries, after.written_entries
    return [
        (section, name)
        for section in new
        if section != "sources"
        for name in dict.fromkeys([*old.get(section, {}), *new[section]])
        if old.get(section, {}).get(name) != new[section].get(name)
    ]


def affected(before: Policy, after: Policy) -> frozenset[str]:
    """Return the names of the entries that are touched, and of all that speak of one of these, however far.

    A route or a procedure is where this ends: what only names it does not rest on it.
    """
    found = {name for _, name in touched(before, after)}
    waiting = list(found)
    speaking = [_spoken_of(policy) for policy in (before, after)]
    ends = {
        name for policy in (before, after) for section in ENDS for name in policy.written_entries[section]
    }
    while waiting:
        name = waiting.pop()
        more = {one for by in speaking for one in by.get(name, ())} - found
        found |= more
        waiting += more - ends
    return frozenset(found)


def unspoken(before: Policy, after: Policy) -> list[tuple[str, str]]:
    """Return the facts, figures and criteria that a reform adds and that nothing speaks of."""
    by = _spoken_of(after)
    kinds = ("facts", "derivations", "figures", "criteria")
    return [
        (section, name)
        for section, name in touched(before, after)
        if section in kinds and name not in before.written_entries[section] and not by.get(name)
    ]


@lru_cache(maxsize=8)
def _spoken_of(policy: Policy) -> Mapping[str, frozenset[str]]:
    """Return the entries that speak of each name."""
    found: dict[str, set[str]] = {}
    for section, entries in policy.written_entries.items():
        for name, entry in entries.items() if section != "sources" else ():
            for spoken in set(_names_in(entry)) - {name}:
                found.setdefault(spoken, set()).add(name)
    return {name: frozenset(by) for name, by in found.items()}


def _names_in(value: Any) -> Iterator[str]:
    """Yield what an entry names: in its expressions and references any word, in its texts the placeholders."""
    if isinstance(value, str):
        yield from NAME.findall(value)
    elif isinstance(value, list):
        for one in value:
            yield from _names_in(one)
    elif isinstance(value, Mapping) and "en" in value:
        yield from PLACEHOLDER.findall(str(value["en"]))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key not in SILENT:
                yield from _names_in(one)


def affected_routes(after: Policy, names: Iterable[str]) -> list[str]:
    """Return the routes among names; all of them where the calendar, on which everything rests, is one."""
    chosen = set(names)
    return [one for one in after.routes if one in chosen or CALENDAR in chosen]
