"""Values that may be unknown: Kleene's logic, and numbers and days known to lie between two ends.

A condition is ``True``, ``False`` or ``None``. A number or day is itself, a :class:`Pair` of least and
most (an end may be ``None``: open), or ``None``: nothing is known.
"""

import operator
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
Truth = bool | None
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


class Unsourced:
    """The mark of a figure that no source publishes."""

    def __repr__(self) -> str:
        return "unsourced"


UNSOURCED = Unsourced()


class Pair(NamedTuple):
    """Something ordered that is only known to lie between two ends, both included."""

    least: Any
    most: Any


def pair(least: Any, most: Any) -> Any:
    """Return the simplest value with these ends."""
    if least is None and most is None:
        return None
    return least if least == most else Pair(least, most)


def ends(value: Any) -> Pair:
    """Return the ends of any ordered value."""
    return value if isinstance(value, Pair) else Pair(value, value)


def is_known(value: Any) -> bool:
    """Say whether a value is known exactly."""
    return value is not None and not isinstance(value, Pair)


def negate(value: Truth) -> Truth:
    """Return Kleene's *not*."""
    return None if value is None else not value


def conjoin(values: Iterable[bool | None]) -> bool | None:
    """Return Kleene's *and*."""
    answer: bool | None = True
    for value in values:
        if value is False:
            return False
        answer = None if value is None else answer
    return answer


def disjoin(values: Iterable[bool | None]) -> bool | None:
    """Return Kleene's *or*."""
    return negate(conjoin(negate(value) for value in values))


def agree(values: Iterable[Any]) -> Any:
    """Return the one answer all give; for numbers and days that differ, what spans them; else unknown."""
    found = list(values)
    first = found[0]
    if all(value == first for value in found):
        return first
    if any(value is None or isinstance(value, bool | str | frozenset) for value in found):
        return None
    return hull(found)


def hull(values: list[Any]) -> Any:
    """Return the ends that span ordered values."""
    leasts = [ends(value).least for value in values]
    mosts = [ends(value).most for value in values]
    return pair(None if None in leasts else min(leasts), None if None in mosts else max(mosts))


def compare(op: str, left: Any, right: Any) -> bool | None:
    """Compare two values by their ends; ``None`` where the ends do not decide."""
    if not isinstance(left, Pair) and not isinstance(right, Pair):
        return None if left is None or right is None else OPERATORS[op](left, right)
    a, b = ends(left), ends(right)
    if op in ("==", "!="):
        apart = _certainly("<", a, b) or _certainly("<", b, a)
        return (op == "!=") if apart else None
    if _certainly(op, a, b):
        return True
    return False if _certainly(OPPOSITE[op], a, b) else None


def _certainly(op: str, a: Pair, b: Pair) -> bool:
    """Say whether the comparison holds for every value between the ends."""
    x, y = (a.most, b.least) if op in ("<", "<=") else (a.least, b.most)
    return x is not None and y is not None and OPERATORS[op](x, y)


def monotone(function: Callable[..., Any], *values: Any) -> Any:
    """Apply a function that grows with each of its arguments to values that may be pairs."""
    if all(value is not None and type(value) is not Pair for value in values):
        return function(*values)
    leasts = [ends(value).least for value in values]
    mosts = [ends(value).most for value in values]
    return pair(None if None in leasts else function(*leasts), None if None in mosts else function(*mosts))


def reverse(value: Any, mirror: Callable[[Any], Any]) -> Any:
    """Return the value under a function that falls, keeping the ends in order."""
    low, high = ends(value)
    return pair(None if high is None else mirror(high), None if low is None else mirror(low))
