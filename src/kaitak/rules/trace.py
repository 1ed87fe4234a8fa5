"""The tracing evaluator: what an expression comes to, and what it still waits for."""

import operator
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple, Protocol

from kaitak.rules import dates, nodes
from kaitak.rules.dates import Duration
from kaitak.rules.model import UNSOURCED
from kaitak.rules.nodes import Node
from kaitak.rules.values import (
    Pair,
    compare,
    conjoin,
    disjoin,
    ends,
    is_known,
    monotone,
    negate,
    pair,
    reverse,
)

NOTHING: frozenset[str] = frozenset()
UNPUBLISHED = "~unsourced"
UNPUBLISHED_ONLY = frozenset([UNPUBLISHED])


class Known(NamedTuple):
    """A value; where it is not exact, the places in the profile it waits for; else the places that decided it."""

    value: Any
    why: frozenset[str] = NOTHING
    by: frozenset[str] = NOTHING


class Surroundings(Protocol):
    """What gives an expression's names their values."""

    tax_year_begins: tuple[int, int]

    def fact(self, name: str) -> Known:
        """Return a fact."""

    def field(self, name: str) -> Known:
        """Return a field of the record that is being looked at."""

    def figure(self, identifier: str) -> Known:
        """Return a figure; its value is the mark UNSOURCED where nothing is published."""

    def listed(self, name: str, item: Known) -> Known:
        """Say whether a name or code is in a list."""


def evaluate(node: Node, around: Surroundings) -> Known:
    """Return the value of a checked tree."""
    return _METHODS[type(node)](node, around)


def _constant(node: nodes.Constant, _: Surroundings) -> Known:
    return Known(node.value)


def _fact(node: nodes.FactName, around: Surroundings) -> Known:
    return around.fact(node.name)


def _field(node: nodes.FieldName, around: Surroundings) -> Known:
    return around.field(node.name)


def _figure(node: nodes.FigureName, around: Surroundings) -> Known:
    known = around.figure(node.id)
    return Known(None, UNPUBLISHED_ONLY) if known.value is UNSOURCED else known


def _not(node: nodes.Not, around: Surroundings) -> Known:
    inner = evaluate(node.inner, around)
    return Known(negate(inner.value), inner.why, inner.by)


def _connective(
    join: Callable[[Iterable[bool | None]], bool | None],
    node: nodes.Both | nodes.Either,
    around: Surroundings,
) -> Known:
    """Only the undecided parts explain an undecided whole, and only the decisive ones a decided one."""
    parts = [evaluate(part, around) for part in node.of]
    value = join(part.value for part in parts)
    if value is not None:
        return Known(value, by=decisive(part.by for part in parts if part.value is value))
    return Known(None, _open_reasons(part.why for part in parts if part.value is None))


def _open_reasons(reasons: Iterable[frozenset[str]]) -> frozenset[str]:
    """Join reasons of which any single one may decide: what is unpublished counts only where it stands alone."""
    every = list(reasons)
    asked = frozenset[str]().union(*(why for why in every if UNPUBLISHED not in why))
    return asked or frozenset[str]().union(*every)


def _needed_reasons(*operands: Known) -> frozenset[str]:
    """Join reasons that must all be settled: one that is unpublished makes the others idle."""
    every = frozenset[str]().union(*(one.why for one in operands))
    return UNPUBLISHED_ONLY if UNPUBLISHED in every else every


def _settled(value: Any, *operands: Known) -> Known:
    if is_known(value):
        return Known(value, by=decisive(one.by for one in operands))
    return Known(value, _needed_reasons(*operands))


def decisive(places: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the places that decided something together."""
    return NOTHING.union(*places)


def _comparison(node: nodes.Comparison, around: Surroundings) -> Known:
    left, right = evaluate(node.left, around), evaluate(node.right, around)
    return _settled(compare(node.op, left.value, right.value), left, right)


def _member(node: nodes.Member, around: Surroundings) -> Known:
    item = evaluate(node.item, around)
    if isinstance(node.container, nodes.ListName):
        return around.listed(node.container.name, item)
    container = evaluate(node.container, around)
    if item.value is None or container.value is None:
        return Known(None, _needed_reasons(item, container))
    return Known(item.value in container.value, by=item.by | container.by)


def _overlap(node: nodes.Overlap, around: Surroundings) -> Known:
    items = evaluate(node.items, around)
    if items.value is None:
        return Known(None, items.why)
    join = disjoin if node.quantifier == "any" else conjoin
    if isinstance(node.container, nodes.ListName):
        name = node.container.name
        found = [around.listed(name, Known(item, items.why, items.by)) for item in sorted(items.value)]
    else:
        container = evaluate(node.container, around)
        found = [_one_inside(item, container) for item in sorted(items.value)]
    value = join(one.value for one in found)
    return _settled(value, Known(value, by=items.by), *(one for one in found if one.value is None))


def _one_inside(item: Any, container: Known) -> Known:
    return Known(None, container.why) if container.value is None else Known(item in container.value)


def _sum(node: nodes.Sum, around: Surroundings) -> Known:
    left, right = evaluate(node.left, around), evaluate(node.right, around)
    return _settled(moved(node.op, left.value, right.value), left, right)


def moved(op: str, left: Any, right: Any) -> Any:
    """Return a sum or difference: of numbers, of a day and a duration, of two days."""
    if left is None or right is None:
        return None
    if isinstance(right, Duration):
        count = right.number if op == "+" else -right.number
        if type(left) is not Pair:
            return dates.shift(left, count, right.unit)
        return monotone(lambda day: dates.shift(day, count, right.unit), left)
    return monotone(operator.add, left, right) if op == "+" else _difference(left, right)


def _difference(left: Any, right: Any) -> Any:
    """Return left less right; of two days, the days between."""
    if type(left) is not Pair and type(right) is not Pair:
        exact = left - right
        return exact.days if isinstance(exact, timedelta) else exact
    low, high = ends(left)
    least, most = ends(right)
    day_type = next(isinstance(end, date) for end in (low, high, least, most) if end is not None)
    mirror: Callable[[Any], Any] = (lambda day: -day.toordinal()) if day_type else (lambda value: -value)
    number = (lambda day: day.toordinal()) if day_type else (lambda value: value)
    return monotone(lambda x, y: x + y, monotone(number, left), reverse(right, mirror))


def _length(node: nodes.Length, around: Surroundings) -> Known:
    count = evaluate(node.count, around)
    return Known(Duration(count.value, node.unit)) if is_known(count.value) else Known(None, count.why)


def _day_function(node: nodes.DayFunction, around: Surroundings) -> Known:
    arguments = [evaluate(one, around) for one in node.arguments]
    return _settled(DAY_FUNCTIONS[node.name](around, *(one.value for one in arguments)), *arguments)


def age(born: Any, day: Any) -> Any:
    """Return the completed years, as a pair where either day is one."""
    if type(born) is date and type(day) is date and born <= day:
        return dates.age_on(born, day)
    early, late = ends(born)
    from_day, to_day = ends(day)
    least = None if late is None or from_day is None else max(0, dates.age_on(late, from_day))
    most = None if early is None or to_day is None else dates.age_on(early, to_day)
    return pair(least, most)


DAY_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "age": lambda _, born, day: age(born, day),
    "year": lambda _, day: day.year if type(day) is date else monotone(lambda one: one.year, day),
    "tax_year_start": lambda around, day: monotone(
        lambda one: dates.tax_year_start(one, around.tax_year_begins), day
    ),
    "tax_year_end": lambda around, day: monotone(
        lambda one: dates.tax_year_end(one, around.tax_year_begins), day
    ),
}
_METHODS: dict[type[Node], Callable[[Any, Surroundings], Known]] = {
    nodes.Constant: _constant,
    nodes.FactName: _fact,
    nodes.FieldName: _field,
    nodes.FigureName: _figure,
    nodes.Not: _not,
    nodes.Both: partial(_connective, conjoin),
    nodes.Either: partial(_connective, disjoin),
    nodes.Comparison: _comparison,
    nodes.Member: _member,
    nodes.Overlap: _overlap,
    nodes.Sum: _sum,
    nodes.Length: _length,
    nodes.DayFunction: _day_function,
}
