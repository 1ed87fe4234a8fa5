"""What an assessment of some routes goes through on a day, the same for everybody: made once with the edition."""

from collections.abc import Sequence
from typing import NamedTuple

from kaitak.rules.combine import criteria_in, points_tests
from kaitak.rules.edition import MOST_KEPT_PLANS
from kaitak.rules.matter import Matter
from kaitak.rules.model import Route, Tree
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
    """Several routes, and every criterion that is listed under those not closed."""

    parts: tuple[Part, ...]
    criteria: tuple[str, ...]


def planned(matter: Matter, routes: Sequence[Route]) -> Plan:
    """Return the plan of some routes."""
    kept, key = matter.edition.plans, tuple([route.id for route in routes])
    if key not in kept:
        if len(kept) >= MOST_KEPT_PLANS:
            kept.clear()
        parts = tuple(part_of(matter, route) for route in routes)
        listed = [name for part in parts if part.opened is not False for name in part.criteria]
        kept[key] = Plan(parts, tuple(dict.fromkeys(listed)))
    found: Plan = kept[key]
    return found


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
