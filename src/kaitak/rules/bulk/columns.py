"""How the facts of a population stand in its columns.

A fact has a column of its name. A number or a day of which only the ends are known has two: ``x__least`` and
``x__most``, of which an empty one is an open end. Several codes stand in one cell, with ``|`` between them; ``|`` alone
says that there are none. An empty cell says that nothing is known.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kaitak.rules.policy import Policy

LEAST, MOST, SEPARATOR = "__least", "__most", "|"
DATES = ("applied_on", "approved_on", "submitted_at", "paid_on")


def unknown_values(_: str) -> None:
    """Return that the values of a column are not at hand."""


@dataclass(frozen=True)
class Columns:
    """The columns a population has; ``values`` gives the distinct values of one, where there are not too many."""

    there: frozenset[str]
    values: Callable[[str], tuple[str, ...] | None] = unknown_values

    def ends(self, fact: str) -> tuple[str, str] | None:
        """Return the columns of a fact's least and most; both the same where it has one."""
        if fact + LEAST in self.there and fact + MOST in self.there:
            return fact + LEAST, fact + MOST
        return (fact, fact) if fact in self.there else None

    def exact(self, fact: str) -> str | None:
        """Return the column of a fact."""
        return fact if fact in self.there else None


def fact_of(column: str) -> str:
    """Return the fact whose column this is."""
    return column.removesuffix(LEAST).removesuffix(MOST)


KINDS = {"bool": "bool", "int": "int", "day": "day", "code": "code", "codes": "codes"}


def kind_of(policy: Policy, column: str) -> str | None:
    """Return what a column holds (bool int day code codes text), or ``None`` where no fact is meant."""
    name = fact_of(column)
    if name not in policy.facts and name not in policy.derivations:
        return None
    return KINDS.get(policy.fact(name).type.kind, "text")


def kinds(policy: Policy, columns: Iterable[str]) -> dict[str, str]:
    """Return what each column that is a fact holds."""
    found = {column: kind_of(policy, column) for column in columns}
    return {column: kind for column, kind in found.items() if kind is not None}


def cell(value: Any) -> Any:
    """Return a fact's value as a table has it."""
    if isinstance(value, list | tuple | frozenset):
        return SEPARATOR.join(sorted(map(str, value))) or SEPARATOR
    return value
