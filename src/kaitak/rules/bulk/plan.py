"""Compile the requirements of routes for a population: the same walk, over the same checked trees, into planes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.bulk.columns import DATES, SEPARATOR, Columns
from kaitak.rules.bulk.compare import Comparing
from kaitak.rules.bulk.conditions import Flag, Holds, HoldsCode, Missing, OneOf, Within
from kaitak.rules.bulk.membership import Listed, listed_in
from kaitak.rules.bulk.planes import ALWAYS, NEVER, Planes, Truth
from kaitak.rules.bulk.thresholds import Fixed
from kaitak.rules.codegen import key_facts
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED, Figure, Route
from kaitak.rules.nodes import FactName, Node
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person
from kaitak.rules.verdicts import is_open
from kaitak.rules.walk import Walk


@dataclass(frozen=True)
class Plan:
    """The planes of some routes on a day; a route that is closed then has none.

    ``open_tests`` are conditions no column can say: they count as unknown.
    """

    planes: Planes
    routes: Mapping[str, Truth | None]
    facts: tuple[str, ...]
    open_tests: tuple[str, ...]


def plan(
    policy: Policy,
    routes: Sequence[Route],
    columns: Columns,
    dates: Mapping[str, Any],
    planes: Planes | None = None,
) -> Plan:
    """Return the plan of routes for a population with these columns; ``dates`` are those of the whole run."""
    matter = Matter(policy, Person({}), dates)
    walk = _Planning(matter, columns, planes or Planes())
    truths = {route.id: None if is_open(matter, route) is False else walk.route(route) for route in routes}
    return Plan(walk.planes, truths, tuple(sorted(walk.facts)), tuple(dict.fromkeys(walk.open_tests)))


class _Planning(Walk[Truth]):
    def __init__(self, matter: Matter, columns: Columns, planes: Planes) -> None:
        super().__init__(matter, planes)
        self.planes, self.columns = planes, columns
        self.facts: set[str] = set()
        self.open_tests: list[str] = []
        self.current = ""

    def criterion(self, name: str) -> Truth:
        self.current = name
        return super().criterion(name)

    def test(self, node: Node) -> Truth:
        figures = [self.policy.figures[name] for name in nodes.figures_in(node)]
        contents = {figure.id: self.contents(figure) for figure in figures}
        self.facts.update(one for one in nodes.facts_in(node) if one not in DATES)
        return self.by_keys(node, contents, key_facts(figures, contents), {})

    def by_keys(
        self,
        node: Node,
        contents: Mapping[str, tuple[Any, ...]],
        keys: Sequence[str],
        known: Mapping[str, str | None],
    ) -> Truth:
        """Return a test for each value of the facts by which its figures are looked up."""
        if not keys:
            return self.planes.agreed(
                [self.under(node, figures) for figures in self.choices(contents, known)]
            )
        key, *others = keys
        self.facts.add(key)
        column = self.columns.exact(key)
        unknown = self.by_keys(node, contents, others, {**known, key: None})
        if column is None:
            return unknown
        held = Truth(*[self.planes.put_told(Missing(column))] * 2)
        cases = [(held, unknown)]
        for codes, truth in self.grouped(node, contents, key, others, known):
            cases.append((self.planes.surely(OneOf(column, codes)), truth))
        failing = [self.planes.both([case.certain, self.planes.without(one.possible)]) for case, one in cases]
        certain = [self.planes.both([case.certain, one.certain]) for case, one in cases]
        return Truth(self.planes.either(certain), self.planes.without(self.planes.either(failing)))

    def grouped(
        self,
        node: Node,
        contents: Mapping[str, tuple[Any, ...]],
        key: str,
        others: Sequence[str],
        known: Mapping[str, str | None],
    ) -> Iterator[tuple[tuple[str, ...], Truth]]:
        """Yield the codes of a key by what they lead to."""
        groups: dict[Truth, list[str]] = {}
        for code in sorted(self.policy.fact(key).type.codes or ()):
            truth = self.by_keys(node, contents, others, {**known, key: code})
            groups.setdefault(truth, []).append(code)
        yield from ((tuple(codes), truth) for truth, codes in groups.items())

    def choices(
        self, contents: Mapping[str, tuple[Any, ...]], known: Mapping[str, str | None]
    ) -> Iterator[dict[str, Any]]:
        """Yield every value the figures could have together."""
        options = [_values(self.policy.figures[name], values, known) for name, values in contents.items()]
        for combination in product(*options):
            yield dict(zip(contents, combination, strict=True))

    def under(self, node: Node, figures: Mapping[str, Any]) -> Truth:
        """Return a test under one choice of its figures' values."""
        return _Test(self, Fixed(self.matter, figures)).truth(node)


def _values(figure: Figure, values: tuple[Any, ...], known: Mapping[str, str | None]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if not isinstance(value, Mapping):
            found.append(value)
        elif known.get(figure.by) is None:
            found += value.values()
        else:
            found.append(value.get(known[figure.by], UNSOURCED))
    return list(dict.fromkeys(found))


class _Test:
    """One expression under one choice of figures."""

    def __init__(self, planning: _Planning, fixed: Fixed) -> None:
        self.planning, self.planes, self.columns = planning, planning.planes, planning.columns
        self.fixed = fixed
        self.comparing = Comparing(self.planes, self.columns, fixed)

    def truth(self, node: Node) -> Truth:
        method: Any = getattr(self, f"on_{type(node).__name__}")
        found: Truth | None = method(node)
        if found is None:
            self.planning.open_tests.append(self.planning.current)
            return self.planes.known(None)
        return found

    def told(self, fact: str, condition: Any) -> Truth:
        """Return a condition on a fact's column, unknown where there is none."""
        column = self.columns.exact(fact)
        return self.planes.known(None) if column is None else self.planes.told(condition(column))

    def on_Constant(self, node: nodes.Constant) -> Truth:  # noqa: N802
        return self.planes.known(node.value)

    def on_FactName(self, node: FactName) -> Truth:  # noqa: N802
        return self.told(node.name, Flag)

    def on_FigureName(self, node: nodes.FigureName) -> Truth:  # noqa: N802
        return self.planes.known(self.fixed.value(node))

    def on_Not(self, node: nodes.Not) -> Truth:  # noqa: N802
        return self.planes.negation(self.truth(node.inner))

    def on_Both(self, node: nodes.Both) -> Truth:  # noqa: N802
        return self.planes.conjunction([self.truth(part) for part in node.of])

    def on_Either(self, node: nodes.Either) -> Truth:  # noqa: N802
        return self.planes.disjunction([self.truth(part) for part in node.of])

    def on_Comparison(self, node: nodes.Comparison) -> Truth | None:  # noqa: N802
        if node.left.type.kind in ("int", "day"):
            return self.comparing.numbers(node.op, node.left, node.right)
        same = (
            self.same_truths(node)
            if node.left.type.kind == "bool"
            else self.comparing.codes(node.left, node.right)
        )
        return same if node.op == "==" else self.planes.negation(same)

    def same_truths(self, node: nodes.Comparison) -> Truth:
        left, right = self.truth(node.left), self.truth(node.right)
        none = self.planes.conjunction([self.planes.negation(left), self.planes.negation(right)])
        return self.planes.disjunction([self.planes.conjunction([left, right]), none])

    def on_Member(self, node: nodes.Member) -> Truth | None:  # noqa: N802
        item, container = node.item, node.container
        if isinstance(container, nodes.ListName):
            return self.in_list(item, container.name)
        if isinstance(container, FactName):
            return self.in_several(item, container.name)
        codes = self.fixed.value(container)
        if not isinstance(item, FactName):
            value = self.fixed.value(item)
            return self.planes.known(None if None in (value, codes) else value in codes)
        if codes is None:
            return self.planes.known(None)
        return self.told(item.name, lambda column: OneOf(column, tuple(sorted(codes))))

    def in_several(self, item: Node, fact: str) -> Truth:
        if isinstance(item, FactName):
            other = self.columns.exact(item.name)
            return (
                self.planes.known(None)
                if other is None
                else self.told(fact, lambda column: HoldsCode(column, other))
            )
        code = self.fixed.value(item)
        return self.planes.known(None) if code is None else self.told(fact, self.holding("any", (code,)))

    def holding(self, quantifier: str, codes: tuple[str, ...]) -> Callable[[str], Any]:
        """Return a condition on several codes; where a column's values are at hand, on these as they stand."""

        def condition(column: str) -> Any:
            values = self.columns.values(column)
            if values is None:
                return Holds(column, codes) if quantifier == "any" else Within(column, codes)
            sets = {value: {code for code in value.split(SEPARATOR) if code} for value in values}
            fits = {
                value: bool(held & set(codes)) if quantifier == "any" else held <= set(codes)
                for value, held in sets.items()
            }
            return OneOf(column, tuple(value for value, fit in fits.items() if fit))

        return condition

    def in_list(self, item: Node, name: str) -> Truth | None:
        column = self.columns.exact(item.name) if isinstance(item, FactName) else None
        if not isinstance(item, FactName):
            return None
        if column is None:
            return self.planes.known(None)
        found = self.listed(name, item.name)
        certain = self.planes.told(OneOf(column, found.certain)).certain
        return (
            Truth(certain, self.planes.without(self.planes.told(OneOf(column, found.never)).certain))
            if (found.never is not None)
            else Truth(certain, self.planes.told(OneOf(column, found.possible)).possible)
        )

    def listed(self, name: str, fact: str) -> Listed:
        span = self.planning.matter.span("applied_on")
        return listed_in(self.planning.policy.lists[name], span, self.columns.values(fact))

    def on_Overlap(self, node: nodes.Overlap) -> Truth | None:  # noqa: N802
        if not isinstance(node.items, FactName) or isinstance(node.container, nodes.ListName):
            return None
        column = self.columns.exact(node.items.name)
        if column is None:
            return self.planes.known(None)
        codes = self.fixed.value(node.container)
        if codes is not None:
            return self.planes.told(self.holding(node.quantifier, tuple(sorted(codes)))(column))
        empty = self.planes.told(self.holding("all", ())(column)).certain
        return Truth(empty, ALWAYS) if node.quantifier == "all" else Truth(NEVER, self.planes.without(empty))
