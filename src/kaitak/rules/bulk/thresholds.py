"""Where along one fact a comparison turns, found by the engine's own arithmetic.

``age(date_of_birth) >= 18`` on a known day is the same as a day of birth no later than one day. That day is sought by
halving, with the functions that answer for one person; so no engine's calendar is trusted with 29 February.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kaitak.rules import nodes
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED
from kaitak.rules.nodes import FactName, Node
from kaitak.rules.trace import Known, evaluate
from kaitak.rules.values import compare, ends

LARGEST = 4 * 10**15
FALLING = {"age": (True, False)}


class Turn(NamedTuple):
    """A comparison as one of the fact itself: ``>=`` or ``<=`` a value."""

    op: str
    value: int | date


class Fixed:
    """What gives an expression's names their values where all are the same for everybody, but for one fact."""

    def __init__(self, matter: Matter, figures: Mapping[str, Any]) -> None:
        self.matter, self.figures = matter, figures
        self.tax_year_begins = matter.tax_year_begins
        self.given: dict[str, Any] = {}

    def fact(self, name: str) -> Known:
        """Return a fact."""
        return Known(self.given[name]) if name in self.given else self.matter.fact(name)

    def field(self, name: str) -> Known:
        """Return nothing: criteria look at no records."""
        raise KeyError(name)

    def figure(self, identifier: str) -> Known:
        """Return a figure."""
        return Known(self.figures[identifier])

    def listed(self, name: str, item: Known) -> Known:
        """Return nothing: no number or day depends on a list."""
        raise KeyError(name)

    def value(self, node: Node) -> Any:
        """Return what an expression comes to; ``None`` where that is not known or not published."""
        found = evaluate(node, self).value
        return None if found is UNSOURCED else found


def rises(node: Node, fact: str) -> bool | None:
    """Say whether a value grows with a fact; ``None`` where it does neither."""
    if isinstance(node, FactName):
        return True
    if isinstance(node, nodes.Sum):
        left = fact in nodes.facts_in(node.left)
        inner = rises(node.left if left else node.right, fact)
        if (fact in nodes.facts_in(node.right)) == left or inner is None:
            return None
        return inner if left or node.op == "+" else not inner
    if isinstance(node, nodes.DayFunction):
        places = [place for place, one in enumerate(node.arguments) if fact in nodes.facts_in(one)]
        inner = rises(node.arguments[places[0]], fact)
        falling = FALLING.get(node.name, (False,))[places[0]]
        return None if inner is None or len(places) > 1 else inner is not falling
    return None


def turn(node: Node, op: str, bound: Any, fact: FactName, fixed: Fixed, *, certain: bool) -> Turn | bool:
    """Return where ``node op bound`` (``>=`` or ``<=``) turns along its one fact, or what it is for everybody.

    It turns to what is certain or, where bound or node are known only by their ends, to what is possible.
    """
    if isinstance(node, FactName):
        end = ends(bound).most if (op == ">=") == certain else ends(bound).least
        return Turn(op, end) if end is not None else not certain
    upward = rises(node, fact.name) is (op == ">=")
    is_day = fact.type.kind == "day"

    def holds(number: int) -> bool:
        fixed.given[fact.name] = date.fromordinal(number) if is_day else number
        answer = compare(op, fixed.value(node), bound)
        return answer is True if certain else answer is not False

    low, high = (1, date.max.toordinal()) if is_day else (-LARGEST, LARGEST)
    found = first_that_holds(holds, low, high) if upward else last_that_holds(holds, low, high)
    fixed.given.clear()
    return Turn(">=" if upward else "<=", date.fromordinal(found) if is_day else found)


def first_that_holds(holds: Any, low: int, high: int) -> int:
    """Return the first number from which on something holds; the last of all where it never does."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def last_that_holds(holds: Any, low: int, high: int) -> int:
    """Return the last number up to which something holds; the first of all where it never does."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
