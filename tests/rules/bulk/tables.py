"""Small populations in memory, for every engine."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from kaitak.rules import Policy
from kaitak.rules.bulk import frames, sql
from kaitak.rules.bulk.columns import LEAST, MOST, cell, kind_of
from kaitak.rules.bulk.engines.duck import Duck
from kaitak.rules.bulk.engines.frames import Frames
from kaitak.rules.bulk.engines.queries import TABLE
from kaitak.rules.bulk.planes import Planes, Truth

POLARS = {"bool": pl.Boolean(), "int": pl.Int64(), "day": pl.Date()}
SQL = {"bool": "BOOLEAN", "int": "BIGINT", "day": "DATE"}
Row = Mapping[str, Any]


def columns_of(row: Row) -> dict[str, Any]:
    """Return a row of facts as columns: a pair is two."""
    columns: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, tuple):
            columns |= {name + LEAST: value[0], name + MOST: value[1]}
        else:
            columns[name] = cell(value)
    return columns


def typed(policy: Policy, rows: Sequence[Row]) -> dict[str, str]:
    return {column: kind_of(policy, column) or "text" for column in columns_of(rows[0])}


def framed(policy: Policy, rows: Sequence[Row]) -> Frames:
    schema = {name: POLARS.get(kind, pl.String()) for name, kind in typed(policy, rows).items()}
    return Frames(pl.DataFrame(list(map(columns_of, rows)), schema=schema).lazy(), streamed=False)


def definition(policy: Policy, rows: Sequence[Row]) -> str:
    columns = [f"{name} {SQL.get(kind, 'TEXT')}" for name, kind in typed(policy, rows).items()]
    return f"CREATE TEMPORARY TABLE {TABLE} (row_number INT, {', '.join(columns)})"


def numbered(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    return [(number, *columns_of(row).values()) for number, row in enumerate(rows)]


def ducked(policy: Policy, rows: Sequence[Row]) -> Duck:
    connection = duckdb.connect()
    connection.execute(definition(policy, rows))
    marks = ", ".join("?" * (len(columns_of(rows[0])) + 1))
    connection.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", numbered(rows))
    return Duck(connection)


def wanted(truths: Mapping[str, Truth | None]) -> list[int]:
    return sorted({plane for truth in truths.values() if truth for plane in truth})


def truths_by_polars(engine: Frames, planes: Planes, truths: Mapping[str, Truth]) -> list[dict[str, Any]]:
    frame = engine.collect(frames.with_planes(engine.frame, planes, wanted(truths)))
    return [_read(truths, lambda plane, row=row: row[frames.name_of(plane)]) for row in frame.to_dicts()]


def query(planes: Planes, truths: Mapping[str, Truth]) -> str:
    """Return SQL that gives the planes of each row, in order."""
    columns = ", ".join(sql.name_of(plane) for plane in wanted(truths))
    return (
        f"{sql.with_planes(TABLE, planes, wanted(truths))} SELECT {columns} FROM answers ORDER BY row_number"
    )


def truths_by_sql(rows: Sequence[Sequence[Any]], truths: Mapping[str, Truth]) -> list[dict[str, Any]]:
    order = {plane: place for place, plane in enumerate(wanted(truths))}
    return [_read(truths, lambda plane, row=row: row[order[plane]]) for row in rows]


def _read(truths: Mapping[str, Truth], plane: Any) -> dict[str, Any]:
    return {
        name: True if plane(one.certain) else None if plane(one.possible) else False
        for name, one in truths.items()
    }
