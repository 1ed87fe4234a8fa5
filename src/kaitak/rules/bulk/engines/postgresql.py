"""PostgreSQL: the population is copied into a temporary table of one connection, and asked there."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kaitak.rules.bulk.columns import kinds
from kaitak.rules.bulk.engines import CSV
from kaitak.rules.bulk.engines.queries import TABLE, Queries
from kaitak.rules.errors import InputError
from kaitak.rules.policy import Policy

TYPES = {"bool": "boolean", "int": "bigint", "day": "date"}
Rows = Iterator[Sequence[Any]]


def opened(population: Path, policy: Policy, database: str = "") -> "Postgresql":
    """Return the engine with a population copied into it."""
    if not database:
        raise InputError("--database", "names the PostgreSQL database, as postgresql://user@host/name")
    connection = psycopg.connect(database, autocommit=True)
    names, rows = _from_csv(population) if population.suffix == CSV else _from_parquet(population)
    held = kinds(policy, names)
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(TYPES.get(held.get(name, ""), "text")))
        for name in names
    )
    connection.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(sql.Identifier(TABLE), columns))
    statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(TABLE))
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    return Postgresql(connection)


def _from_csv(population: Path) -> tuple[list[str], Rows]:
    file = population.open(encoding="utf-8", newline="")
    rows = csv.reader(file)
    return next(rows), ([cell or None for cell in row] for row in rows)


def _from_parquet(population: Path) -> tuple[list[str], Rows]:
    import polars as pl

    frame = pl.read_parquet(population)
    return frame.columns, frame.iter_rows()


class Postgresql(Queries):
    """A connection in which ``population`` is the population."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def columns(self) -> list[str]:
        """Return the population's columns."""
        cursor = self.connection.execute(f"SELECT * FROM {TABLE} LIMIT 0")  # noqa: S608 - a constant
        return [one.name for one in cursor.description or ()]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows a query gives."""
        return self.connection.execute(query.encode()).fetchall()
