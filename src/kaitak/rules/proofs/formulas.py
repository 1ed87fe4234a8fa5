"""Requirements as formulas over atoms: single comparisons and memberships, each true or false of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.combine import COUNTED, counted, criteria_in, passes, scored_points
from kaitak.rules.model import UNSOURCED, Test, Tree
from kaitak.rules.nodes import Node
from kaitak.rules.policy import Policy
from kaitak.rules.values import conjoin, disjoin, negate, pair
from kaitak.rules.versions import Timeline, Version, span_of

Truths = Mapping["Atom", bool | None]


@dataclass(frozen=True)
class Atom:
    """One comparison or membership with the figures it is read with; ``key`` tells equal ones."""

    key: str
    node: Node | None = None
    figures: tuple[tuple[str, Any], ...] = ()

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and other.key == self.key


@dataclass(frozen=True, eq=False)
class Formula:
    """A connective over formulas and atoms: ``all``, ``any``, ``not``, ``at_least`` or ``points``."""

    kind: str
    parts: tuple[Formula | Atom | bool, ...]
    least: int = 0
    tree: Tree | None = None
    mark: Any = None


Part = Formula | Atom | bool


def truth(part: Part, truths: Truths) -> bool | None:
    """Return whether a formula holds under what is known of its atoms."""
    if isinstance(part, bool):
        return part
    if isinstance(part, Atom):
        return truths.get(part)
    values = [truth(one, truths) for one in part.parts]
    if part.kind == "all":
        return conjoin(values)
    if part.kind == "any":
        return disjoin(values)
    if part.kind == "not":
        return negate(values[0])
    if part.kind == COUNTED and part.tree is not None:
        return passes(scored_points(part.tree, values), part.mark)
    return counted(values, part.least)


def atoms_of(part: Part) -> Iterator[Atom]:
    """Yield the atoms of a formula, in order."""
    if isinstance(part, Atom):
        yield part
    elif isinstance(part, Formula):
        for one in part.parts:
            yield from atoms_of(one)


def both(*parts: Part) -> Formula:
    """Return the formula that all of some hold."""
    return Formula("all", parts)


def without(part: Part) -> Formula:
    """Return the formula that something does not hold."""
    return Formula("not", (part,))


class World:
    """A policy as its versions of a day have it. Where several versions could hold, each may: a choice left open."""

    def __init__(self, policy: Policy, day: date, name: str = "") -> None:
        self.policy, self.day, self.name = policy, day, name

    def route(self, identifier: str) -> Part:
        """Return what a route requires on the day; what an officer judges is taken as given."""
        route = self.policy.routes[identifier]
        applies = [self.criterion(route.applies)] if route.applies else []
        found = [self.tree(one.content) for one in self._versions(route.require)]
        return both(*applies, self._one_of(f"route {identifier}", found))

    def tree(self, tree: Tree | str) -> Part:
        """Return a combinator."""
        if isinstance(tree, str):
            return self.criterion(tree)
        if tree.combine == COUNTED:
            return self.points(tree)
        return Formula(tree.combine, tuple(self.tree(one) for one in tree.parts), least=tree.least)

    def points(self, tree: Tree) -> Formula:
        """Return a points test."""
        parts = tuple(self.criterion(one) for one in criteria_in(tree))
        return Formula(COUNTED, parts, tree=tree, mark=self.mark(tree))

    def mark(self, tree: Tree) -> Any:
        """Return the pass mark: a number, or a pair where several could hold."""
        if isinstance(tree.pass_mark, int):
            return tree.pass_mark
        found = [one for one in self._contents(tree.pass_mark) if isinstance(one, int)]
        return pair(min(found), max(found)) if found else None

    def criterion(self, identifier: str) -> Part:
        """Return a criterion."""
        timeline = self.policy.criteria[identifier].timeline
        found = [self.test(identifier, one.content) for one in self._versions(timeline)]
        return self._one_of(f"criterion {identifier}", found)

    def test(self, identifier: str, content: Test) -> Part:
        """Return what one version of a criterion asks; nothing published leaves it open."""
        if content.not_required or (content.judgement and content.test is None):
            return True
        if content.unsourced or content.test is None:
            return Atom(f"unpublished {identifier} {self.name}")
        return self.expression(content.test)

    def expression(self, node: Node) -> Part:
        """Return an expression."""
        if isinstance(node, nodes.Not):
            return without(self.expression(node.inner))
        if isinstance(node, nodes.Both | nodes.Either):
            kind = "all" if isinstance(node, nodes.Both) else "any"
            return Formula(kind, tuple(self.expression(one) for one in node.of))
        if isinstance(node, nodes.Constant) and isinstance(node.value, bool):
            return node.value
        return self._atom(node)

    def _atom(self, node: Node) -> Part:
        """Return an atom for each combination of values that its figures could have."""
        named = nodes.figures_in(node)
        choices: list[dict[str, Any]] = [{}]
        for name in named:
            choices = [{**one, name: content} for one in choices for content in self._contents(name)]
        found: list[Part] = [self._read(node, one) for one in choices]
        return self._one_of(f"figures {' '.join(named)}", found)

    def _read(self, node: Node, figures: Mapping[str, Any]) -> Atom:
        read = tuple(figures.items())
        key = f"{written(node)} {sorted((name, _plain(value)) for name, value in read)}"
        return Atom(key, node, read)

    def _contents(self, figure: str) -> Sequence[Any]:
        found = [one.content for one in self._versions(self.policy.figures[figure].timeline)]
        return found or [UNSOURCED]

    def _versions(self, timeline: Timeline) -> list[Version]:
        span = span_of(self.day) if timeline.chosen_by == "applied_on" else span_of(None)
        return [one for one in timeline.candidates(span) if one is not None]

    def _one_of(self, name: str, found: Sequence[Part]) -> Part:
        """Return one of several as a choice left open: any of them may be the rule."""
        if not found:
            return Atom(f"no version {name} {self.name}")
        answer = found[0]
        for index, other in enumerate(found[1:]):
            chosen = Atom(f"choice {index} of {name} {self.name}")
            answer = Formula("any", (both(chosen, answer), both(without(chosen), other)))
        return answer


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(sorted((key, _plain(one)) for key, one in value.items()))
    return str(sorted(value)) if isinstance(value, frozenset) else str(value)


def written(node: Node) -> str:
    """Return what tells an expression from another, types aside."""
    parts = [
        written(value) if isinstance(value, Node) else _several(value)
        for name, value in vars(node).items()
        if name != "type"
    ]
    return f"{type(node).__name__}({', '.join(parts)})"


def _several(value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], Node):
        return f"[{', '.join(written(one) for one in value)}]"
    return _plain(value)
