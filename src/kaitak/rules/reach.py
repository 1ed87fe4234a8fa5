"""What each route rests on: criteria, figures, countings and lists, by whatever path it comes to them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kaitak.rules.combine import criteria_in
from kaitak.rules.model import Criterion, Route, Test, Tree
from kaitak.rules.nodes import ListName, Node, facts_in, figures_in
from kaitak.rules.policy import Policy
from kaitak.rules.reductions import nodes_of


class Thing(NamedTuple):
    """A part of the policy: its kind (criterion, figure, derivation, list) and its id."""

    kind: str
    id: str


@lru_cache(maxsize=8)
def reach(policy: Policy) -> Mapping[str, frozenset[Thing]]:
    """Return what each route rests on, by the route's id."""
    return {route.id: frozenset(_Walk(policy).route(route)) for route in policy.routes.values()}


@lru_cache(maxsize=8)
def resting_on(policy: Policy) -> Mapping[Thing, tuple[str, ...]]:
    """Return the routes that rest on each thing, in the order of their schemes."""
    found: dict[Thing, list[str]] = {}
    order = {scheme: place for place, scheme in enumerate(policy.schemes)}
    for route in sorted(policy.routes.values(), key=lambda route: (order[route.scheme], route.id)):
        for thing in reach(policy)[route.id]:
            found.setdefault(thing, []).append(route.id)
    return {thing: tuple(routes) for thing, routes in found.items()}


def behind(policy: Policy, criterion: Criterion) -> tuple[Thing, ...]:
    """Return what a criterion rests on, itself left out, in the order in which one comes to it."""
    return tuple(one for one in _Walk(policy).criterion(criterion) if one.id != criterion.id)


def figures_of(criterion: Criterion, content: Test) -> list[str]:
    """Return the figures that one version of a criterion uses, in its test or its words."""
    words = (content.text or criterion.text).placeholders()
    named = [*figures_in(content.test), *sorted(words), *([criterion.needed] if criterion.needed else [])]
    return list(dict.fromkeys(named))


class _Walk:
    """Goes through the policy, each thing once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.seen: set[Thing] = set()

    def route(self, route: Route) -> Iterator[Thing]:
        for version in route.require.versions:
            yield from self.tree(version.content)
        if route.applies:
            yield from self.criterion(self.policy.criteria[route.applies])
        quota = self.policy.quotas.get(route.quota)
        if quota and quota.figure:
            yield from self.figure(quota.figure)
        for case in route.initial_stay.cases if route.initial_stay else ():
            if isinstance(case.months, str):
                yield from self.figure(case.months)
            if case.when:
                yield from self.node(case.when)

    def tree(self, tree: Tree | str) -> Iterator[Thing]:
        for name in criteria_in(tree):
            yield from self.criterion(self.policy.criteria[name])
        for mark in _marks(tree):
            yield from self.figure(mark)

    def criterion(self, criterion: Criterion) -> Iterator[Thing]:
        if self.new(Thing("criterion", criterion.id)):
            yield Thing("criterion", criterion.id)
            for version in criterion.timeline.versions:
                for name in figures_of(criterion, version.content):
                    yield from self.figure(name)
                if version.content.test:
                    yield from self.node(version.content.test)

    def figure(self, name: str) -> Iterator[Thing]:
        if self.new(Thing("figure", name)):
            yield Thing("figure", name)

    def node(self, node: Node) -> Iterator[Thing]:
        for name in figures_in(node):
            yield from self.figure(name)
        for part in node.walk():
            if isinstance(part, ListName) and self.new(Thing("list", part.name)):
                yield Thing("list", part.name)
        for name in facts_in(node):
            if name in self.policy.derivations:
                yield from self.derivation(name)

    def derivation(self, name: str) -> Iterator[Thing]:
        if self.new(Thing("derivation", name)):
            yield Thing("derivation", name)
            for version in self.policy.derivations[name].timeline.versions:
                for node in nodes_of(version.content):
                    yield from self.node(node)

    def new(self, thing: Thing) -> bool:
        fresh = thing not in self.seen
        self.seen.add(thing)
        return fresh


def _marks(tree: Tree | str) -> Iterator[str]:
    """Yield the figures that are pass marks."""
    if isinstance(tree, Tree):
        if isinstance(tree.pass_mark, str):
            yield tree.pass_mark
        for part in tree.parts:
            yield from _marks(part)
