"""What can be proved of a policy without being asked: dead ends, exclusions, which way each change goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from kaitak.rules.model import Route, Tree
from kaitak.rules.nodes import Constant
from kaitak.rules.policy import Policy
from kaitak.rules.proofs.claims import days_of
from kaitak.rules.proofs.formulas import Part, World, both, without
from kaitak.rules.proofs.proof import OPEN, PROVED, Proof, nobody
from kaitak.rules.proofs.versions import direction, starts, steps, worlds
from kaitak.rules.reach import Thing, resting_on
from kaitak.rules.versions import BEGINNING

WAYS = {
    "relaxes": "only relaxes: whoever met the older version meets the newer",
    "tightens": "only tightens: whoever meets the newer version met the older",
    "both_ways": "relaxes for some and tightens for others",
    "same": "asks for the same",
    "open": "cannot be compared: something is not published, not certain, or too large to try",
}


def dead_ends(policy: Policy) -> Iterator[Proof]:
    """Yield criteria, routes and branches that nobody can ever meet, and lengths of stay that nobody is ever given."""
    for name in policy.criteria:
        for day in _days(policy, name):
            if _says_no(policy, name, day):
                continue
            yield from _never(policy, day, World(policy, day).criterion(name), f"{name} can never hold")
    for route in policy.routes.values():
        for newest in days_of(policy, route)[-1:]:
            yield from _route(policy, route, newest)


def _first_day(policy: Policy) -> date:
    """Return the first day on which a route is known to have been open: nothing is proved of the days before."""
    starts = [version.start.latest for route in policy.routes.values() for version in route.open]
    return min((start for start in starts if start > BEGINNING), default=BEGINNING).date()


def _days(policy: Policy, criterion: str) -> list[date]:
    """Return the days on which a criterion began to ask for something, once a route was open that rests on it."""
    timeline = policy.criteria[criterion].timeline
    routes = resting_on(policy).get(Thing("criterion", criterion), ())
    opened = [version.start.latest.date() for name in routes for version in policy.routes[name].open]
    if timeline.chosen_by != "applied_on" or not opened:
        return []
    first = max(timeline.versions[0].start.latest.date(), min(opened), _first_day(policy))
    return sorted({first, *(worlds(policy, start)[1].day for start in starts(policy, criterion))})


def _says_no(policy: Policy, criterion: str, day: date) -> bool:
    """Say whether a criterion is written as one that nobody meets: there was no such ground yet."""
    version = policy.criteria[criterion].timeline.on(day)
    test = version.content.test if version else None
    return isinstance(test, Constant) and test.value is False


def _never(policy: Policy, day: date, part: Part, claim: str) -> Iterator[Proof]:
    proof = nobody(policy, day, part, claim)
    if proof.outcome == PROVED:
        yield proof


def _route(policy: Policy, route: Route, day: date) -> Iterator[Proof]:
    world = World(policy, day)
    whole = world.route(route.id)
    yield from _never(policy, day, whole, f"nobody can meet {route.id}")
    version = route.require.on(day)
    for place, branch in enumerate(_branches(version.content) if version else ()):
        claim = f"branch {place + 1} of {route.id} can never be taken"
        yield from _never(policy, day, both(whole, world.tree(branch)), claim)
    yield from _stays(policy, route, world, whole)


def _branches(tree: Tree | str) -> Iterator[Tree | str]:
    """Yield the alternatives of every ``any``."""
    if isinstance(tree, Tree):
        if tree.combine == "any":
            yield from tree.parts
        for part in tree.parts:
            yield from _branches(part)


def _stays(policy: Policy, route: Route, world: World, whole: Part) -> Iterator[Proof]:
    earlier: list[Part] = []
    for case in route.initial_stay.cases if route.initial_stay else ():
        when = world.expression(case.when) if case.when else True
        claim = f"the stay of {case.months} of {route.id} is never given"
        yield from _never(policy, world.day, both(whole, when, *map(without, earlier)), claim)
        earlier.append(when)


def exclusions(policy: Policy) -> Iterator[Proof]:
    """Yield the entry routes of a scheme that nobody can meet together, on any day both are open."""
    for scheme in policy.schemes:
        routes = [one for one in policy.routes_of(scheme) if one.kind == "entry"]
        pairs = list(combinations(routes, 2))
        found = [proof for one, other in pairs if (proof := _apart(policy, one, other))]
        if len(found) == len(pairs) > 1:
            day = max(proof.day for proof in found)
            yield Proof(f"all {len(routes)} entry routes of {scheme} exclude one another", PROVED, day)
        else:
            yield from found


def _apart(policy: Policy, one: Route, other: Route) -> Proof | None:
    days = days_of(policy, one, other)
    claim = f"{one.id} and {other.id} exclude each other"
    for day in reversed(days):
        world = World(policy, day)
        proof = nobody(policy, day, both(world.route(one.id), world.route(other.id)), claim)
        if proof.outcome != PROVED:
            return None
    return (
        Proof(claim, PROVED, days[-1], f"on all {len(days)} days on which anything changed") if days else None
    )


def directions(policy: Policy) -> Iterator[Proof]:
    """Yield which way each change goes."""
    for step in steps(policy):
        way = direction(policy, step)
        claim = f"the {step.kind} {step.id} changed on {step.day}"
        yield Proof(claim, OPEN if way == "open" else PROVED, step.day, WAYS[way])
