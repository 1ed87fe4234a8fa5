"""Whether something stays the same throughout a span of days, proved without looking at each of them.

A matter whose day of application is a pair of ends gives answers that hold on every day between these. What it leaves
open may be open on every day, or only because the days differ; here the first is told from the second.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.assessment import Sheet
from kaitak.rules.matter import Matter, choices
from kaitak.rules.model import Criterion, DatedList, Derivation, Reduction, Test
from kaitak.rules.nodes import Node, facts_in, figures_in
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person
from kaitak.rules.reductions import nodes_of
from kaitak.rules.trace import evaluate
from kaitak.rules.values import is_known, pair
from kaitak.rules.versions import Timeline, span_of
from kaitak.rules.view import View

MOVING = "applied_on"
STRICT = (nodes.Comparison, nodes.Sum, nodes.DayFunction)
TRANSPARENT = (*STRICT, nodes.Both, nodes.Either, nodes.Not, nodes.Length)


def matter_over(policy: Policy, person: Person, first: date, last: date) -> Matter:
    """Return the matter of a person who may apply on any day of a span."""
    return Matter(policy, person, {MOVING: pair(first, last)})


class Span:
    """A span of days and the matter that holds on all of them."""

    def __init__(self, policy: Policy, person: Person, first: date, last: date) -> None:
        self.policy, self.person, self.first, self.last = policy, person, first, last
        self.matter = matter_over(policy, person, first, last)
        self._fixed: dict[str, bool] = {}
        self._sheets: dict[date, Sheet] = {}

    def sheet(self, day: date) -> Sheet:
        """Return the routes as they stand on a single day."""
        if day not in self._sheets:
            self._sheets[day] = Sheet(matter_over(self.policy, self.person, day, day))
        return self._sheets[day]

    def keeps_versions(self, timeline: Timeline) -> bool:
        """Say whether the same versions could hold on every day."""
        if timeline.chosen_by != MOVING:
            return True
        whole = timeline.candidates(span_of(pair(self.first, self.last)))
        return whole == timeline.candidates(span_of(self.first)) == timeline.candidates(span_of(self.last))

    def keeps_rows(self, found: DatedList) -> bool:
        """Say whether no row comes or goes."""
        edges = (edge for row in found.rows for edge in (row.effective_after, row.effective_from))
        ends = (row.effective_until for row in found.rows)
        starts_within = any(edge and self.first < edge <= self.last for edge in edges)
        return not starts_within and not any(end and self.first <= end < self.last for end in ends)

    def keeps(self, criterion: Criterion) -> bool:
        """Say whether a criterion gives one answer on every day, be it known or not."""
        timeline = criterion.timeline
        if not self.keeps_versions(timeline):
            return False
        versions, _ = self.matter.candidates(timeline)
        return all(version is None or self._keeps_test(version.content) for version in versions)

    def _keeps_test(self, content: Test) -> bool:
        idle = content.test is None or content.not_required or content.unsourced
        return idle or self._keeps_node(content.test)

    def _keeps_node(self, node: Node | None) -> bool:
        """Say whether an expression comes to the same on every day, under each value of its figures."""
        if node is None:
            return True
        if not all(self.keeps_versions(self.policy.figures[name].timeline) for name in figures_in(node)):
            return is_known(self.matter.outcomes(node).value)
        figures = self.matter.figures_needed((node,))
        return all(self._constant(node, View(self.matter, choice)) for choice in choices(figures))

    def _constant(self, node: Node, view: View) -> bool:
        """Say whether a part of a test comes to the same on every day."""
        if is_known(evaluate(node, view).value) or self._fixed_node(node):
            return True
        if isinstance(node, nodes.FactName):
            return self.steady(node.name)
        parts = list(node.parts())
        if not isinstance(node, TRANSPARENT):
            return False
        if all(self._constant(part, view) for part in parts):
            return True
        return isinstance(node, STRICT) and any(self._always_unknown(part, view) for part in parts)

    def _always_unknown(self, node: Node, view: View) -> bool:
        return evaluate(node, view).value is None and self._constant(node, view)

    def _fixed_node(self, node: Node) -> bool:
        """Say whether nothing that a part of a test speaks of can change within the span."""
        lists = (one.name for one in node.walk() if isinstance(one, nodes.ListName))
        return (
            all(self.fixed(name) for name in self._facts(node))
            and all(self.keeps_versions(self.policy.figures[name].timeline) for name in figures_in(node))
            and all(self.keeps_rows(self.policy.lists[name]) for name in lists)
        )

    def _facts(self, node: Node) -> Iterable[str]:
        yield from facts_in(node)
        yield from filter(None, (self.policy.figures[name].by for name in figures_in(node)))

    def fixed(self, name: str) -> bool:
        """Say whether a fact is the same on every day, whatever is known of it."""
        if name not in self._fixed:
            self._fixed[name] = self._is_fixed(name)
        return self._fixed[name]

    def _is_fixed(self, name: str) -> bool:
        derivation = self.policy.derivations.get(name)
        if derivation is None or name in self.matter.given:
            bound = None if derivation else self.policy.facts[name].not_before
            return name != MOVING and (
                not bound or is_known(self.matter.fact(name).value) or self.fixed(bound)
            )
        return self.keeps_versions(derivation.timeline) and all(
            self._fixed_node(node) for node in self._nodes(derivation)
        )

    def _nodes(self, derivation: Derivation) -> Iterable[Node]:
        return (node for version in derivation.timeline.versions for node in nodes_of(version.content))

    def steady(self, name: str) -> bool:
        """Say whether a fact that is worked out is the same on every day; a list that is not told yields nothing."""
        derivation = self.policy.derivations.get(name)
        if derivation is None or not self.keeps_versions(derivation.timeline):
            return False
        found = [one.content for one in self.matter.candidates(derivation.timeline)[0] if one is not None]
        return all(self._yields_the_same(content) for content in found)

    def _yields_the_same(self, content: Any) -> bool:
        if isinstance(content, Reduction):
            return self.matter.fact(content.over).value is None
        return self._keeps_node(content)
