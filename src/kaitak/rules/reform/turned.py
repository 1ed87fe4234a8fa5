"""The worked cases that a reform turns: which, what the policy answered, and what it would answer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kaitak.rules.cases import PARTS, Case, answers_to
from kaitak.rules.errors import RulesError
from kaitak.rules.policy import Policy
from kaitak.rules.reform.touched import CALENDAR, NAME, affected, touched

FEES = "tariffs"


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer of a case that turns."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class TurnedCase:
    """A case some of whose answers turn."""

    case: Case
    turns: tuple[Turn, ...]


def turned_cases(before: Policy, after: Policy, cases: Iterable[Case]) -> list[TurnedCase]:
    """Return the cases that two policies answer differently; those that neither speaks of are not worked."""
    names = affected(before, after)
    fees = any(section == FEES for section, _ in touched(before, after))
    found = []
    for case in cases:
        if CALENDAR in names or (fees if case.fee is not None else _speaks_of(case, names)):
            turns = tuple(_turns(before, after, case))
            if turns:
                found.append(TurnedCase(case, turns))
    return found


def _speaks_of(case: Case, names: frozenset[str]) -> bool:
    """Say whether a case asks for anything among names: the thing itself, or a part of it such as its points."""
    asked = [name for key in case.expect for name in NAME.findall(key)]
    whole = [name.rpartition(".") for name in asked]
    return any(name in names for name in asked) or any(
        part in PARTS and route in names for route, _, part in whole
    )


def _turns(before: Policy, after: Policy, case: Case) -> Iterator[Turn]:
    try:
        old, new = answers_to(before, case), answers_to(after, case)
    except RulesError as error:
        yield Turn("", "", str(error))
        return
    yield from _compared(case.expect, old, new)


def _compared(wanted: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Turn]:
    for key, value in wanted.items():
        was, will = old.get(key), new.get(key)
        if isinstance(value, Mapping) and isinstance(was, Mapping) and isinstance(will, Mapping):
            yield from (
                Turn(f"{key} {one.key}", one.before, one.after) for one in _compared(value, was, will)
            )
        elif was != will:
            yield Turn(key, was, will)
