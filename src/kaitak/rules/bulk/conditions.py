"""Conditions on the columns of a population: the few that every engine has.

Each is unknown where its column is; a plane says what then holds.
"""

from datetime import date
from typing import Any, NamedTuple


class Flag(NamedTuple):
    """A column of truths."""

    column: str


class Ordered(NamedTuple):
    """A column of numbers or days that is ``>=`` or ``<=`` a value."""

    column: str
    op: str
    value: int | date


class OrderedColumns(NamedTuple):
    """Two columns of numbers or of days, one ``>=`` or ``<=`` the other."""

    left: str
    op: str
    right: str


class Added(NamedTuple):
    """Columns of numbers, added (1) and taken away (-1), that are ``>=`` or ``<=`` a value."""

    terms: tuple[tuple[int, str], ...]
    op: str
    value: int


class OneOf(NamedTuple):
    """A column of codes or names whose value is one of some."""

    column: str
    codes: tuple[str, ...]


class SameCode(NamedTuple):
    """Two columns of codes that agree."""

    column: str
    other: str


class Holds(NamedTuple):
    """A column of several codes that has at least one of some."""

    column: str
    codes: tuple[str, ...]


class HoldsCode(NamedTuple):
    """A column of several codes that has the code of another column."""

    column: str
    item: str


class Within(NamedTuple):
    """A column of several codes that has no code but some."""

    column: str
    codes: tuple[str, ...]


class Missing(NamedTuple):
    """A column that says nothing; never unknown itself."""

    column: str


Condition = Any
