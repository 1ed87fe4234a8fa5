"""What the engines of SQL share: one text, asked of the table ``population``."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from kaitak.rules.bulk.counts import Tally
from kaitak.rules.bulk.planes import Planes
from kaitak.rules.bulk.sql import totals

TABLE = "population"


class Queries(ABC):
    """An engine that is asked in SQL."""

    @abstractmethod
    def columns(self) -> list[str]:
        """Return the population's columns."""

    @abstractmethod
    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows a query gives."""

    def distinct(self, column: str) -> tuple[str, ...]:
        """Return every value of a column of texts."""
        found = self.rows(
            f"SELECT DISTINCT p.{column} FROM {TABLE} p WHERE p.{column} IS NOT NULL"  # noqa: S608 - a fact's name
        )
        return tuple(sorted(row[0] for row in found))

    def tallies(self, planes: Planes, wanted: Sequence[int], by: str) -> list[Tally]:
        """Return the counts of each group."""
        numbers = list(dict.fromkeys(wanted))
        found = []
        for row in self.rows(totals(TABLE, planes, numbers, by)):
            value, rest = (row[0], row[1:]) if by else (None, row)
            counts = dict(zip(numbers, (int(one or 0) for one in rest[1:]), strict=True))
            found.append(Tally(value, int(rest[0]), counts))
        return found
