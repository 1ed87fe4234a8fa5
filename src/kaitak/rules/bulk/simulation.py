"""Simulate: a population under today's policy and, beside it, under a reform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kaitak.rules.bulk.columns import Columns, fact_of
from kaitak.rules.bulk.counts import ANY, Asked, Counts, Engine, counts_of, wanted_planes
from kaitak.rules.bulk.plan import Plan, plan
from kaitak.rules.bulk.planes import Planes, Truth
from kaitak.rules.errors import InputError, did_you_mean, nearest
from kaitak.rules.model import Route
from kaitak.rules.policy import Policy

MOST_VALUES = 20_000


@dataclass(frozen=True)
class Group:
    """The people of one value of the column, and the counts of each route; the last is any of the routes."""

    value: Any
    people: int
    routes: Mapping[str, Counts]


@dataclass(frozen=True)
class Simulation:
    """What a simulation found.

    ``closed`` and ``closed_under_reform`` are routes not open on the day, ``absent`` facts that no column gives, and
    ``open_tests`` criteria with a condition that columns cannot say: both count as unknown.
    """

    groups: tuple[Group, ...]
    routes: tuple[str, ...]
    closed: tuple[str, ...]
    closed_under_reform: tuple[str, ...]
    absent: tuple[str, ...]
    open_tests: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many people there are."""
        return sum(group.people for group in self.groups)


@dataclass(frozen=True)
class Question:
    """What is asked of a population: the routes of some schemes on a day, today and under a reform."""

    policy: Policy
    dates: Mapping[str, Any]
    schemes: Sequence[str] | None = None
    reform: Policy | None = None

    def routes_of(self, policy: Policy) -> list[Route]:
        """Return the routes that are a principal's own."""
        chosen = self.schemes if self.schemes is not None else list(policy.schemes)
        return [route for route in policy.routes.values() if route.scheme in chosen and not route.person]


def simulate(question: Question, engine: Engine, by: str = "") -> Simulation:
    """Return the counts of a population; raises InputError where it lacks the column to group by."""
    there = engine.columns()
    if by and by not in there:
        raise InputError("--by", f"the population has no column {by!r}{did_you_mean(nearest(by, there))}")
    plans, asked = planned(question, engine)
    planes = plans[0].planes
    tallies = engine.tallies(planes, wanted_planes(planes, asked), by)
    groups = [
        Group(tally.value, tally.people, {one.name: counts_of(planes, one, tally) for one in asked})
        for tally in tallies
    ]
    facts = {fact for one in plans for fact in one.facts}
    return Simulation(
        groups=tuple(groups),
        routes=tuple(one.name for one in asked if one.name != ANY),
        closed=_closed(plans[0]),
        closed_under_reform=_closed(plans[-1]) if len(plans) > 1 else (),
        absent=tuple(sorted(facts - {fact_of(column) for column in there})),
        open_tests=tuple(dict.fromkeys(test for one in plans for test in one.open_tests)),
    )


def _closed(found: Plan) -> tuple[str, ...]:
    return tuple(name for name, truth in found.routes.items() if truth is None)


def planned(question: Question, engine: Engine) -> tuple[list[Plan], list[Asked]]:
    """Return the plans of today's policy and of the reform, over the same planes, and what is asked of these."""
    policies = [question.policy, *([question.reform] if question.reform else [])]
    columns = columns_of(engine)
    planes = Planes()
    plans = [plan(one, question.routes_of(one), columns, question.dates, planes) for one in policies]
    names = dict.fromkeys(name for one in plans for name in one.routes)
    asked = [Asked(name, *(_truth(planes, one, name) for one in plans)) for name in names]
    whole = [planes.disjunction([_truth(planes, one, name) for name in names]) for one in plans]
    return plans, [*asked, Asked(ANY, *whole)]


def _truth(planes: Planes, found: Plan, name: str) -> Truth:
    truth = found.routes.get(name)
    return planes.known(truth=False) if truth is None else truth


def columns_of(engine: Engine) -> Columns:
    """Return the columns of a population; the values of one are asked for when a plan first needs them."""

    @cache
    def values(column: str) -> tuple[str, ...] | None:
        found = engine.distinct(column)
        return found if len(found) <= MOST_VALUES else None

    return Columns(frozenset(engine.columns()), values)
