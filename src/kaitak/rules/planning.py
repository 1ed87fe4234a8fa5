"""What an assessment of some routes goes through on a day, the same for everybody: made once with the edition."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from kaitak.rules.combine import criteria_in, points_tests
from kaitak.rules.edition import MOST_KEPT_PLANS
from kaitak.rules.findings import find
from kaitak.rules.matter import Matter
from kaitak.rules.model import Criterion, InitialStay, Route, Tree
from kaitak.rules.reasoning import Question, Reading, dates_of, read, tests_of, whens_of
from kaitak.rules.stay import possible_months, stay_of
from kaitak.rules.values import Truth
from kaitak.rules.verdicts import is_open


class Part(NamedTuple):
    """One route: whether it is open, what it requires, the criteria that are listed, and its points test."""

    route: Route
    opened: Truth
    tree: Tree | str | None
    criteria: tuple[str, ...]
    test: Tree | None


class Plan(NamedTuple):
    """Several routes; the criteria listed under those not closed, their rules of stay, and how all are read."""

    parts: tuple[Part, ...]
    criteria: tuple[Question, ...]
    stays: tuple[Question, ...]
    reading: Reading


def planned(matter: Matter, routes: Sequence[Route]) -> Plan:
    """Return the plan of some routes."""
    kept, names = matter.edition.plans, tuple([route.id for route in routes])
    if names not in kept:
        if len(kept) >= MOST_KEPT_PLANS:
            kept.clear()
        kept[names] = _dates(matter, routes)
    key = names, tuple([date for date in kept[names] if matter.fact(date).value is not None])
    if key not in kept:
        kept[key] = _made(matter, [part_of(matter, route) for route in routes])
    found: Plan = kept[key]
    return found


def _dates(matter: Matter, routes: Sequence[Route]) -> tuple[str, ...]:
    """Return the dates that choose something in the routes: with another set of these given, the plan is another."""
    listed = {name for route in routes for name in part_of(matter, route).criteria}
    cases = [case for route in routes if route.initial_stay for case in route.initial_stay.cases]
    return dates_of(matter.policy, [matter.policy.criteria[name] for name in listed], cases)


def _made(matter: Matter, parts: list[Part]) -> Plan:
    going = [part for part in parts if part.opened is not False]
    listed = dict.fromkeys(name for part in going for name in part.criteria)
    criteria = tuple(_about(matter, matter.policy.criteria[name]) for name in listed)
    stays = tuple(
        _stay(matter, one.route.id, one.route.initial_stay) for one in going if one.route.initial_stay
    )
    return Plan(tuple(parts), criteria, stays, read(matter, criteria + stays))


def _about(matter: Matter, criterion: Criterion) -> Question:
    return Question(criterion.id, tests_of(matter, criterion), partial(find, criterion=criterion))


def _stay(matter: Matter, route: str, rule: InitialStay) -> Question:
    return Question(stay_of(route), whens_of(matter, rule.cases), partial(possible_months, cases=rule.cases))


def part_of(matter: Matter, route: Route) -> Part:
    """Return one route as the day of application has it."""
    tree = tree_of(matter, route)
    listed = [*([route.applies] if route.applies else []), *(criteria_in(tree) if tree else ())]
    test = next(iter(points_tests(tree)), None) if tree else None
    return Part(route, is_open(matter, route), tree, tuple(dict.fromkeys(listed)), test)


def tree_of(matter: Matter, route: Route) -> Tree | str | None:
    """Return what a route requires on the day; the newest where several could hold."""
    versions, _ = matter.candidates(route.require)
    return next((one.content for one in reversed(versions) if one is not None), None)
