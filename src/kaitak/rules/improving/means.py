"""What a person can change: the facts with the values worth trying, grouped by what they are about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kaitak.rules.completion import cells_of
from kaitak.rules.dates import shift
from kaitak.rules.generate import Compiled
from kaitak.rules.matter import Matter
from kaitak.rules.model import Fact, Reduction
from kaitak.rules.nodes import facts_in
from kaitak.rules.policy import Policy
from kaitak.rules.values import ends

USUAL_EFFORT = 6
DAYS_IN_A_MONTH = 30
LADDER = (0, -1, -3, -6, -12, -24, -36, -60, 1, 3, 6, 12, 24, 36)


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a fact could take, and the months of effort that it would need."""

    value: Any
    effort: float


@dataclass(frozen=True, slots=True)
class Means:
    """A fact that can be changed, what it belongs to, its present value, and its options, the easiest first."""

    fact: Fact
    group: str
    now: Any
    options: tuple[Option, ...]


@lru_cache(maxsize=16)
def changeable(policy: Policy) -> Mapping[str, Fact]:
    """Return the facts that a person can change, each with the asked fact by which it is changed."""
    found = {name: fact for name, fact in policy.facts.items() if fact.mutable}
    for name in policy.derivations:
        root = _root(policy, name, found)
        if root is not None:
            found[name] = root
    return found


def _root(policy: Policy, name: str, asked: Mapping[str, Fact]) -> Fact | None:
    """Return the asked fact by which a derived one is changed: the list it is drawn from, or a part of its sum."""
    for version in reversed(policy.derivations[name].timeline.versions):
        content = version.content
        parts = [content.over] if isinstance(content, Reduction) else facts_in(content)
        for part in parts:
            if part in policy.derivations:
                root = _root(policy, part, asked)
                if root is not None:
                    return root
            elif part in policy.facts and policy.facts[part].mutable:
                return policy.facts[part]
    return None


def means_of(matter: Matter, compiled: Compiled, day: date) -> dict[str, Means]:
    """Return what can be changed among the facts that a route's function reads."""
    roots = changeable(matter.policy)
    found: dict[str, Means] = {}
    for name in compiled.facts:
        if name in roots:
            fact, now = matter.policy.fact(name), matter.fact(name).value
            values = _values(fact, compiled.uses.get(name, ()), day)
            options = [Option(one, effort(fact, roots[name], now, one)) for one in values if one != now]
            found[name] = Means(
                fact, _group(roots[name]), now, tuple(sorted(options, key=lambda one: one.effort))
            )
    return {name: one for name, one in found.items() if one.options}


def _group(root: Fact) -> str:
    return root.path.rpartition(".")[0] or root.path


def _values(fact: Fact, uses: Sequence[Sequence[Any] | None], day: date) -> list[Any]:
    """Return the values worth trying: one in each cell that the rule's thresholds cut."""
    if fact.type.kind == "day":
        return [shift(day, months, "month") for months in LADDER]
    mentioned = {one for use in uses for one in use or ()}
    cells = cells_of(fact, None, uses) or (tuple(_around(mentioned)) if fact.type.kind == "int" else ())
    return [one for one in cells if _possible(fact, one)]


def _around(mentioned: set[Any]) -> Iterator[int]:
    yield from sorted(point + step for point in mentioned if isinstance(point, int) for step in (-1, 0, 1))


def _possible(fact: Fact, value: Any) -> bool:
    if not isinstance(value, int) or isinstance(value, bool):
        return isinstance(value, bool | frozenset) or value in fact.values
    return bool(max(0, fact.limits.get("least", 0)) <= value <= fact.limits.get("most", value))


def effort(fact: Fact, root: Fact, now: Any, then: Any) -> float:
    """Return roughly how many months a change takes; it ranks improvements and decides nothing."""
    usual = root.effort or USUAL_EFFORT
    low, high = ends(now)
    near = low if low is not None else high
    if isinstance(then, date):
        return usual + (abs((then - near).days) / DAYS_IN_A_MONTH / 100 if isinstance(near, date) else 0.0)
    if isinstance(then, bool) or not isinstance(then, int):
        return float(usual)
    distance = abs(then - (near or 0))
    if fact.unit == "month":
        return float(max(1, distance))
    return float(usual * (1 + distance / (abs(then) + abs(near or 0) + 1)))
