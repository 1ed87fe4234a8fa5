"""Planes as Polars expressions: lazy, in stages, points as products of truths."""

from collections.abc import Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any

import polars as pl

from kaitak.rules.bulk import conditions as on
from kaitak.rules.bulk.columns import SEPARATOR
from kaitak.rules.bulk.planes import All, AnyOf, AtLeast, Factor, NotPlane, Planes, Reaches, Told
from kaitak.rules.bulk.stages import Stages


def with_planes(frame: pl.LazyFrame, planes: Planes, wanted: Sequence[int]) -> pl.LazyFrame:
    """Return a frame with a column of truths for each wanted plane, named as ``name_of`` says."""
    stages = Stages(planes, wanted)
    writer = _Writer(planes, stages.named)
    for stage in stages:
        frame = frame.with_columns(**{name_of(plane): writer.plane(plane) for plane in stage})
    return frame


def name_of(plane: int) -> str:
    """Return the column of a plane."""
    return f"_plane_{plane}"


FEW = 6
NO_CODE = "\0"


class _Writer:
    def __init__(self, planes: Planes, named: set[int]) -> None:
        self.planes, self.named = planes, named

    def part(self, number: int) -> pl.Expr:
        return pl.col(name_of(number)) if number in self.named else self.plane(number)

    def plane(self, number: int) -> pl.Expr:
        plane = self.planes.all[number]
        written: pl.Expr = WRITERS[type(plane)](self, plane)
        return written

    def told(self, plane: Told) -> pl.Expr:
        condition: pl.Expr = CONDITIONS[type(plane.condition)](plane.condition)
        if isinstance(plane.condition, on.Missing):
            return condition
        return condition.fill_null(plane.unless_known)

    def all(self, plane: All) -> pl.Expr:
        return reduce(and_, map(self.part, plane.parts)) if plane.parts else pl.lit(value=True)

    def any(self, plane: AnyOf) -> pl.Expr:
        return reduce(or_, map(self.part, plane.parts)) if plane.parts else pl.lit(value=False)

    def without(self, plane: NotPlane) -> pl.Expr:
        return ~self.part(plane.parts[0])

    def at_least(self, plane: AtLeast) -> pl.Expr:
        return reduce(add, (self.part(one).cast(pl.Int8) for one in plane.parts)) >= plane.least

    def reaches(self, plane: Reaches) -> pl.Expr:
        points = [self.factor(factor) for factor in plane.factors]
        total: pl.Expr = reduce(add, points) if points else pl.lit(0)
        return total >= plane.mark

    def factor(self, factor: Factor) -> pl.Expr:
        """Return a factor's points: of several awards the highest is the sum of the steps that are reached."""
        if factor.summed:
            total = reduce(add, (self.points(one, self.part(plane)) for one, plane in factor.awards))
        else:
            steps = [*(points for points, _ in factor.awards[1:]), 0]
            reached = [self.part(plane) for _, plane in factor.awards]
            total = reduce(
                add,
                (
                    self.points(points - step, reduce(or_, reached[: place + 1]))
                    for place, ((points, _), step) in enumerate(zip(factor.awards, steps, strict=True))
                    if points != step
                ),
            )
        return total if factor.most is None else pl.min_horizontal(total, pl.lit(factor.most, pl.Int16))

    def points(self, points: int, truth: pl.Expr) -> pl.Expr:
        return truth.cast(pl.Int16) * pl.lit(points, pl.Int16)


WRITERS: dict[type, Any] = {
    Told: _Writer.told, All: _Writer.all, AnyOf: _Writer.any, NotPlane: _Writer.without,
    AtLeast: _Writer.at_least, Reaches: _Writer.reaches,
}  # fmt: skip


def _compared(left: pl.Expr, op: str, right: Any) -> pl.Expr:
    return left.ge(right) if op == ">=" else left.le(right)


def _added(condition: on.Added) -> pl.Expr:
    terms = [pl.col(column).cast(pl.Int64) * sign for sign, column in condition.terms]
    return _compared(reduce(add, terms), condition.op, condition.value)


def _one_of(condition: on.OneOf) -> pl.Expr:
    column = pl.col(condition.column)
    if 0 < len(condition.codes) <= FEW:
        return reduce(or_, (column == code for code in condition.codes))
    return column.is_in(list(condition.codes))


def _bracketed(column: str) -> pl.Expr:
    return SEPARATOR + pl.col(column).cast(pl.String) + SEPARATOR


def _holds(condition: on.Holds) -> pl.Expr:
    codes = [f"{SEPARATOR}{code}{SEPARATOR}" for code in condition.codes]
    if len(codes) == 1:
        return _bracketed(condition.column).str.contains(codes[0], literal=True)
    return _bracketed(condition.column).str.contains_any(codes or [NO_CODE])


def _holds_code(condition: on.HoldsCode) -> pl.Expr:
    return _bracketed(condition.column).str.contains(_bracketed(condition.item), literal=True)


def _within(condition: on.Within) -> pl.Expr:
    listed = pl.col(condition.column).cast(pl.String).str.split(SEPARATOR)
    allowed = ["", *condition.codes]
    return listed.list.eval(pl.element().is_in(allowed)).list.all()


CONDITIONS: dict[type, Any] = {
    on.Flag: lambda one: pl.col(one.column),
    on.Ordered: lambda one: _compared(pl.col(one.column), one.op, one.value),
    on.OrderedColumns: lambda one: _compared(pl.col(one.left), one.op, pl.col(one.right)),
    on.Added: _added,
    on.OneOf: _one_of,
    on.SameCode: lambda one: pl.col(one.column).cast(pl.String) == pl.col(one.other).cast(pl.String),
    on.Holds: _holds,
    on.HoldsCode: _holds_code,
    on.Within: _within,
    on.Missing: lambda one: pl.col(one.column).is_null(),
}
