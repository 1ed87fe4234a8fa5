"""The walk that every target shares: from routes to criteria, their versions, and the values of their figures.

What a target makes of a truth is its own: a name in generated Python, two planes of a population.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from kaitak.rules import nodes
from kaitak.rules.combine import COUNTED, criteria_in, mark_among
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED, Figure, Route, Test, Tree
from kaitak.rules.values import Truth
from kaitak.rules.verdicts import is_open
from kaitak.rules.versions import Timeline, Version

T = TypeVar("T")


class Target(Protocol[T]):
    """What a target can say of truths."""

    def known(self, truth: Truth) -> T:
        """Return a truth that is the same for everybody."""

    def conjunction(self, parts: Sequence[T]) -> T:
        """Return Kleene's *and*."""

    def disjunction(self, parts: Sequence[T]) -> T:
        """Return Kleene's *or*."""

    def agreed(self, parts: Sequence[T]) -> T:
        """Return the one truth all parts give."""

    def unless_false(self, truth: T) -> T:
        """Return true unless a truth is certainly false."""

    def counted(self, parts: Sequence[T], least: int) -> T:
        """Return whether at least so many hold."""

    def scored(self, tree: Tree, mark: Any, truths: Sequence[T]) -> T:
        """Return whether a points test is passed under the truths of its awards, in order."""


class Walk(ABC, Generic[T]):
    """Goes through the requirements of routes for the versions that the dates of a matter choose."""

    def __init__(self, matter: Matter, out: Target[T]) -> None:
        self.matter, self.policy, self.out = matter, matter.policy, out
        self.truths: dict[str, T] = {}

    @abstractmethod
    def test(self, node: nodes.Node) -> T:
        """Return a test under every value its figures could have."""

    def route(self, route: Route) -> T:
        """Return whether a route is open and what it requires holds."""
        opened = is_open(self.matter, route)
        if opened is False:
            return self.out.known(truth=False)
        parts = [self.out.known(opened)] + ([self.criterion(route.applies)] if route.applies else [])
        trees = [None if one is None else one.content for one in self.versions(route.require)]
        parts.append(
            self.out.agreed([self.out.known(None) if tree is None else self.tree(tree) for tree in trees])
        )
        return self.out.conjunction(parts)

    def versions(self, timeline: Timeline) -> tuple[Version | None, ...]:
        """Return the versions that could hold."""
        return timeline.candidates(self.matter.span(timeline.chosen_by))

    def tree(self, tree: Tree | str) -> T:
        """Return a combinator."""
        if isinstance(tree, str):
            return self.criterion(tree)
        if tree.combine == COUNTED:
            return self.points(tree)
        parts = [self.tree(part) for part in tree.parts]
        if tree.combine == "all":
            return self.out.conjunction(parts)
        if tree.combine == "any":
            return self.out.disjunction(parts)
        return self.out.counted(parts, tree.least)

    def points(self, tree: Tree) -> T:
        """Return whether a points test is passed."""
        truths = [self.criterion(one) for one in criteria_in(tree)]
        figure = tree.pass_mark if isinstance(tree.pass_mark, str) else ""
        mark = mark_among(self.contents(self.policy.figures[figure])) if figure else tree.pass_mark
        return self.out.scored(tree, mark, truths)

    def criterion(self, name: str) -> T:
        """Return a criterion, worked out once."""
        if name not in self.truths:
            criterion = self.policy.criteria[name]
            found = [self.version(one) for one in self.versions(criterion.timeline)]
            self.truths[name] = self.out.agreed(found)
        return self.truths[name]

    def version(self, version: Version | None) -> T:
        """Return what one version of a criterion says."""
        if version is None:
            return self.out.known(None)
        content: Test = version.content
        if content.not_required or (content.judgement and content.test is None):
            return self.out.known(truth=True)
        if content.unsourced or content.test is None:
            return self.out.known(None)
        truth = self.test(content.test)
        return self.out.unless_false(truth) if content.judgement else truth

    def contents(self, figure: Figure) -> tuple[Any, ...]:
        """Return every value a figure could have: a table by key, or the mark UNSOURCED."""
        found = [
            UNSOURCED if one is None or one.content is None else one.content
            for one in self.versions(figure.timeline)
        ]
        return tuple(found)
