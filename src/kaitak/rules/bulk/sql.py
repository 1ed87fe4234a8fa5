"""Planes as plain SQL, one text for PostgreSQL, DuckDB and Spark.

Only what all three mean alike: comparison, ``IN``, ``POSITION``, ``COALESCE``, ``CASE``, ``AND OR NOT``, ``+ -``,
``REPLACE`` and ``||``. No arithmetic of days: thresholds are worked out before. Truths are never null, so no engine's
logic of nulls is used beyond ``COALESCE``.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kaitak.rules.bulk import conditions as on
from kaitak.rules.bulk.planes import All, AnyOf, AtLeast, Factor, NotPlane, Planes, Reaches, Told
from kaitak.rules.bulk.stages import Stages

FIRST = "p"


def with_planes(table: str, planes: Planes, wanted: Sequence[int]) -> str:
    """Return ``WITH …``: the last relation, ``answers``, has all columns and one for each wanted plane."""
    stages = Stages(planes, wanted)
    writer = _Writer(planes, stages.named)
    listed = list(stages)
    relations, source = [], f"{table} {FIRST}"
    for place, stage in enumerate(listed):
        name = "answers" if place == len(listed) - 1 else f"stage_{place + 1}"
        made = [f"{writer.plane(plane)} AS {name_of(plane)}" for plane in stage]
        relations.append(_relation(name, ",\n    ".join([f"{FIRST}.*", *made]), source))
        source = f"{name} {FIRST}"
    if not relations:
        relations = [_relation("answers", f"{FIRST}.*", source)]
    return "WITH " + ", ".join(relations)


def _relation(name: str, columns: str, source: str) -> str:
    return f"{name} AS (\n  SELECT {columns}\n  FROM {source}\n)"  # noqa: S608 - names of a policy and of columns


def totals(table: str, planes: Planes, wanted: Sequence[int], by: str = "") -> str:
    """Return the query that counts people, and the people in each wanted plane; by a column where one is given."""
    sums = [
        f"SUM(CASE WHEN {name_of(plane)} THEN 1 ELSE 0 END) AS {name_of(plane)}"
        for plane in dict.fromkeys(wanted)
    ]
    group = [f"{FIRST}.{by} AS by_column"] if by else []
    ending = f"\nGROUP BY {FIRST}.{by}\nORDER BY {FIRST}.{by}" if by else ""
    columns = ",\n  ".join([*group, "COUNT(*) AS people", *sums])
    return f"{with_planes(table, planes, wanted)}\nSELECT\n  {columns}\nFROM answers {FIRST}{ending}"


def name_of(plane: int) -> str:
    """Return the column of a plane."""
    return f"plane_{plane}"


def literal(value: Any) -> str:
    """Return a value as SQL writes it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


class _Writer:
    def __init__(self, planes: Planes, named: set[int]) -> None:
        self.planes, self.named = planes, named

    def part(self, number: int) -> str:
        return f"{FIRST}.{name_of(number)}" if number in self.named else self.plane(number)

    def plane(self, number: int) -> str:
        plane = self.planes.all[number]
        written: str = WRITERS[type(plane)](self, plane)
        return written

    def told(self, plane: Told) -> str:
        condition: str = CONDITIONS[type(plane.condition)](plane.condition)
        if isinstance(plane.condition, on.Missing):
            return f"({condition})"
        return f"COALESCE({condition}, {literal(plane.unless_known)})"

    def all(self, plane: All) -> str:
        return "(" + " AND ".join(map(self.part, plane.parts)) + ")" if plane.parts else "TRUE"

    def any(self, plane: AnyOf) -> str:
        return "(" + " OR ".join(map(self.part, plane.parts)) + ")" if plane.parts else "FALSE"

    def without(self, plane: NotPlane) -> str:
        return f"(NOT {self.part(plane.parts[0])})"

    def at_least(self, plane: AtLeast) -> str:
        return f"({' + '.join(self.points(1, one) for one in plane.parts)} >= {plane.least})"

    def reaches(self, plane: Reaches) -> str:
        return f"({' + '.join(map(self.factor, plane.factors)) or '0'} >= {plane.mark})"

    def factor(self, factor: Factor) -> str:
        if factor.summed:
            total = " + ".join(self.points(points, plane) for points, plane in factor.awards)
        else:
            cases = " ".join(f"WHEN {self.part(plane)} THEN {points}" for points, plane in factor.awards)
            total = f"CASE {cases} ELSE 0 END"
        if factor.most is None:
            return total if not factor.summed else f"({total})"
        return f"CASE WHEN {total} > {factor.most} THEN {factor.most} ELSE {total} END"

    def points(self, points: int, plane: int) -> str:
        return f"CASE WHEN {self.part(plane)} THEN {points} ELSE 0 END"


WRITERS: dict[type, Any] = {
    Told: _Writer.told, All: _Writer.all, AnyOf: _Writer.any, NotPlane: _Writer.without,
    AtLeast: _Writer.at_least, Reaches: _Writer.reaches,
}  # fmt: skip


def _column(name: str) -> str:
    return f"{FIRST}.{name}"


def _one_of(condition: on.OneOf) -> str:
    if not condition.codes:
        return f"({_column(condition.column)} <> {_column(condition.column)})"
    return f"{_column(condition.column)} IN ({', '.join(map(literal, condition.codes))})"


def _bracketed(column: str) -> str:
    return f"'|' || {_column(column)} || '|'"


def _holds(condition: on.Holds) -> str:
    if not condition.codes:
        return f"({_column(condition.column)} <> {_column(condition.column)})"
    tests = (_found(literal(f"|{code}|"), condition.column) for code in condition.codes)
    return "(" + " OR ".join(tests) + ")"


def _found(part: str, column: str) -> str:
    return f"POSITION({part} IN ({_bracketed(column)})) > 0"


def _within(condition: on.Within) -> str:
    left = f"REPLACE({_bracketed(condition.column)}, '|', '||')"
    for code in condition.codes:
        left = f"REPLACE({left}, {literal(f'|{code}|')}, '')"
    return f"REPLACE({left}, '|', '') = ''"


def _added(condition: on.Added) -> str:
    terms = [f"{'+' if sign > 0 else '-'} CAST({_column(name)} AS BIGINT)" for sign, name in condition.terms]
    return f"0 {' '.join(terms)} {condition.op} {condition.value}"


CONDITIONS: dict[type, Any] = {
    on.Flag: lambda one: _column(one.column),
    on.Ordered: lambda one: f"{_column(one.column)} {one.op} {literal(one.value)}",
    on.OrderedColumns: lambda one: f"{_column(one.left)} {one.op} {_column(one.right)}",
    on.Added: _added,
    on.OneOf: _one_of,
    on.SameCode: lambda one: f"{_column(one.column)} = {_column(one.other)}",
    on.Holds: _holds,
    on.HoldsCode: lambda one: _found(f"({_bracketed(one.item)})", one.column),
    on.Within: _within,
    on.Missing: lambda one: f"{_column(one.column)} IS NULL",
}
