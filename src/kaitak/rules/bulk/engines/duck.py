"""DuckDB over a file: little memory, and the same SQL as everywhere."""

from pathlib import Path
from typing import Any

import duckdb

from kaitak.rules.bulk.columns import kinds
from kaitak.rules.bulk.engines import CSV
from kaitak.rules.bulk.engines.queries import TABLE, Queries
from kaitak.rules.bulk.sql import literal
from kaitak.rules.policy import Policy

TYPES = {"bool": "BOOLEAN", "int": "BIGINT", "day": "DATE"}


def opened(population: Path, policy: Policy, _: str = "") -> "Duck":
    """Return the engine over a file."""
    file = literal(str(population))
    read = f"read_parquet({file})"
    if population.suffix == CSV:
        with population.open(encoding="utf-8") as lines:
            names = next(lines, "").strip().split(",")
        typed = {name: TYPES.get(kind, "VARCHAR") for name, kind in kinds(policy, names).items()}
        types = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in typed.items())
        read = f"read_csv({file}, header = true, nullstr = '', types = {{{types}}})"
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW {TABLE} AS SELECT * FROM {read}")  # noqa: S608 - a file's name, quoted
    return Duck(connection)


class Duck(Queries):
    """A connection in which ``population`` is the population."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def columns(self) -> list[str]:
        """Return the population's columns."""
        return [row[0] for row in self.rows(f"DESCRIBE {TABLE}")]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows a query gives."""
        return self.connection.execute(query).fetchall()
