"""The checked tree of an expression. Every target is made from it: the tracing evaluator and generated Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Type:
    """What a value is: its kind, an int's unit, and the codes it may be where these are known.

    Kinds: bool int day moment duration code codes text texts money rates records names table.
    """

    kind: str
    unit: str | None = None
    codes: frozenset[str] | None = None


@dataclass(frozen=True, eq=False)
class Node:
    """Any part of an expression."""

    type: Type

    def parts(self) -> Iterator["Node"]:
        """Yield the nodes directly inside."""
        for value in vars(self).values():
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                yield from (part for part in value if isinstance(part, Node))

    def walk(self) -> Iterator["Node"]:
        """Yield this node and every node inside."""
        yield self
        for part in self.parts():
            yield from part.walk()


@dataclass(frozen=True, eq=False)
class Constant(Node):
    """A number, a code, a truth, or several codes."""

    value: Any


@dataclass(frozen=True, eq=False)
class FactName(Node):
    """A fact."""

    name: str


@dataclass(frozen=True, eq=False)
class FieldName(Node):
    """A field of the record that is being looked at."""

    name: str


@dataclass(frozen=True, eq=False)
class FigureName(Node):
    """A dated figure."""

    id: str


@dataclass(frozen=True, eq=False)
class ListName(Node):
    """A dated list."""

    name: str


@dataclass(frozen=True, eq=False)
class Not(Node):
    """Kleene's *not*."""

    inner: Node


@dataclass(frozen=True, eq=False)
class Both(Node):
    """Kleene's *and*, over two or more."""

    of: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Either(Node):
    """Kleene's *or*, over two or more."""

    of: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Comparison(Node):
    """Two ordered values, or two codes."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, eq=False)
class Member(Node):
    """One code or name in several."""

    item: Node
    container: Node


@dataclass(frozen=True, eq=False)
class Overlap(Node):
    """Whether any, or all, of several are in several others."""

    quantifier: str
    items: Node
    container: Node


@dataclass(frozen=True, eq=False)
class Sum(Node):
    """Numbers added or taken away, or a day moved, or the days between two days."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, eq=False)
class Length(Node):
    """A duration with its unit."""

    unit: str
    count: Node


@dataclass(frozen=True, eq=False)
class DayFunction(Node):
    """``age``, ``year``, ``tax_year_start`` or ``tax_year_end``."""

    name: str
    arguments: tuple[Node, ...]


@cache
def facts_in(node: Node | None) -> tuple[str, ...]:
    """Return the facts an expression names, in order, each once."""
    found = [one.name for one in node.walk() if isinstance(one, FactName)] if node else []
    return tuple(dict.fromkeys(found))


@cache
def figures_in(node: Node | None) -> tuple[str, ...]:
    """Return the figures an expression names, in order, each once."""
    found = [one.id for one in node.walk() if isinstance(one, FigureName)] if node else []
    return tuple(dict.fromkeys(found))
