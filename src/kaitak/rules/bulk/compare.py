"""Comparisons of numbers, days and codes as conditions over columns."""

from collections.abc import Iterator
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.bulk.columns import DATES, Columns
from kaitak.rules.bulk.conditions import Added, OneOf, Ordered, OrderedColumns, SameCode
from kaitak.rules.bulk.planes import Planes, Truth
from kaitak.rules.bulk.thresholds import Fixed, rises, turn
from kaitak.rules.nodes import FactName, Node
from kaitak.rules.values import compare

MIRRORED = {">=": "<=", "<=": ">=", "<": ">", ">": "<", "==": "==", "!=": "!="}


def free(node: Node) -> tuple[FactName, ...]:
    """Return the facts of an expression that differ between people, each time it names one."""
    return tuple(one for one in node.walk() if isinstance(one, FactName) and one.name not in DATES)


class Comparing:
    """Writes comparisons into planes; ``None`` where no column can say it."""

    def __init__(self, planes: Planes, columns: Columns, fixed: Fixed) -> None:
        self.planes, self.columns, self.fixed = planes, columns, fixed

    def numbers(self, op: str, left: Node, right: Node) -> Truth | None:
        """Return a comparison of numbers or days."""
        if op in ("<", ">", "!="):
            opposite = {"<": ">=", ">": "<=", "!=": "=="}[op]
            inner = self.numbers(opposite, left, right)
            return None if inner is None else self.planes.negation(inner)
        if op == "==":
            both = [self.numbers(one, left, right) for one in (">=", "<=")]
            found = [one for one in both if one is not None]
            return self.planes.conjunction(found) if len(found) == len(both) else None
        return self._ordered(op, left, right)

    def _ordered(self, op: str, left: Node, right: Node) -> Truth | None:
        mine, others = free(left), free(right)
        if not mine and not others:
            return self.planes.known(compare(op, self.fixed.value(left), self.fixed.value(right)))
        if not mine:
            return self._ordered(MIRRORED[op], right, left)
        if len(mine) == 1 and not others:
            turns = rises(left, mine[0].name) is not None
            return self.turning(op, left, self.fixed.value(right)) if turns else None
        if isinstance(left, FactName) and isinstance(right, FactName):
            return self.columns_of(op, left.name, right.name)
        return self.added(op, left, right) if left.type.kind == "int" else None

    def turning(self, op: str, node: Node, bound: Any) -> Truth:
        """Return a comparison of one fact, perhaps within an expression, with what is the same for everybody."""
        fact = free(node)[0]
        ends = self.columns.ends(fact.name)
        if ends is None or bound is None:
            return self.planes.known(None)
        planes = []
        for certain in (True, False):
            found = turn(node, op, bound, fact, self.fixed, certain=certain)
            if isinstance(found, bool):
                planes.append(self.planes.known(found).certain)
                continue
            column = ends[0] if (found.op == ">=") == certain else ends[1]
            told = self.planes.told(Ordered(column, found.op, found.value))
            planes.append(told.certain if certain else told.possible)
        return Truth(*planes)

    def columns_of(self, op: str, left: str, right: str) -> Truth:
        """Return a comparison of two facts."""
        mine, others = self.columns.ends(left), self.columns.ends(right)
        if mine is None or others is None:
            return self.planes.known(None)
        place = 0 if op == ">=" else 1
        strict = self.planes.told(OrderedColumns(mine[place], op, others[1 - place]))
        lenient = self.planes.told(OrderedColumns(mine[1 - place], op, others[place]))
        return Truth(strict.certain, lenient.possible)

    def added(self, op: str, left: Node, right: Node) -> Truth | None:
        """Return a comparison of sums of numbers."""
        terms = [*_terms(left, 1), *_terms(right, -1)]
        if any(free(one) and not isinstance(one, FactName) for _, one in terms):
            return None
        constant = sum_of(self.fixed, [(sign, one) for sign, one in terms if not free(one)])
        facts = [(sign, one.name) for sign, one in terms if isinstance(one, FactName) and free(one)]
        if constant is None or any(self.columns.ends(name) is None for _, name in facts):
            return self.planes.known(None)
        strict, lenient = (self._sum(op, facts, constant, first=first) for first in (True, False))
        return Truth(strict.certain, lenient.possible)

    def _sum(self, op: str, facts: list[tuple[int, str]], constant: int, *, first: bool) -> Truth:
        """Return the sum at the ends that make it least likely (``first``) or most likely to reach."""
        low = (op == ">=") == first
        columns = [
            (sign, (self.columns.ends(name) or ("", ""))[0 if (sign > 0) == low else 1])
            for sign, name in facts
        ]
        return self.planes.told(Added(tuple(columns), op, -constant))

    def codes(self, left: Node, right: Node) -> Truth:
        """Return whether two codes are the same."""
        if isinstance(left, FactName) and isinstance(right, FactName):
            columns = [self.columns.exact(one.name) for one in (left, right)]
            known = all(columns)
            told = SameCode(str(columns[0]), str(columns[1]))
            return self.planes.told(told) if known else self.planes.known(None)
        fact, other = (left, right) if isinstance(left, FactName) else (right, left)
        value = self.fixed.value(other)
        if not isinstance(fact, FactName):
            return self.planes.known(compare("==", self.fixed.value(fact), value))
        column = self.columns.exact(fact.name)
        if column is None or value is None:
            return self.planes.known(None)
        return self.planes.told(OneOf(column, (value,)))


def _terms(node: Node, sign: int) -> Iterator[tuple[int, Node]]:
    if isinstance(node, nodes.Sum) and node.type.kind == "int" and node.left.type.kind == "int":
        yield from _terms(node.left, sign)
        yield from _terms(node.right, sign if node.op == "+" else -sign)
    else:
        yield sign, node


def sum_of(fixed: Fixed, terms: list[tuple[int, Node]]) -> int | None:
    """Return the sum of numbers that are the same for everybody, where each is known exactly."""
    values = [(sign, fixed.value(one)) for sign, one in terms]
    if any(not isinstance(value, int) for _, value in values):
        return None
    return sum(sign * int(value) for sign, value in values)
