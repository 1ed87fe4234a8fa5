"""Polars: lazy and, from files, streamed, so that a population may be larger than memory."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from kaitak.rules.bulk.columns import kinds
from kaitak.rules.bulk.counts import Tally
from kaitak.rules.bulk.engines import CSV
from kaitak.rules.bulk.frames import name_of, with_planes
from kaitak.rules.bulk.planes import Planes
from kaitak.rules.policy import Policy

TYPES: dict[str, type[pl.DataType]] = {"bool": pl.Boolean, "int": pl.Int64, "day": pl.Date}


def opened(population: Path, policy: Policy, _: str = "") -> "Frames":
    """Return the engine over a file."""
    return Frames(scan(population, policy))


def scan(population: Path, policy: Policy) -> pl.LazyFrame:
    """Return a file as a lazy frame, each fact's column of its type."""
    if population.suffix != CSV:
        return pl.scan_parquet(population)
    names = pl.scan_csv(population, infer_schema=False).collect_schema().names()
    known = {name: TYPES.get(kind, pl.String) for name, kind in kinds(policy, names).items()}
    return pl.scan_csv(population, schema_overrides=known)


class Frames:
    """A lazy frame; ``streamed`` keeps only a part of it in memory at a time."""

    def __init__(self, frame: pl.LazyFrame, *, streamed: bool = True) -> None:
        enums = [name for name, kind in frame.collect_schema().items() if isinstance(kind, pl.Enum)]
        self.frame = frame.with_columns(pl.col(enums).cast(pl.Categorical)) if enums else frame
        self.streamed = streamed

    def columns(self) -> list[str]:
        """Return the population's columns."""
        return self.frame.collect_schema().names()

    def distinct(self, column: str) -> tuple[str, ...]:
        """Return every value of a column of texts."""
        found = self.collect(self.frame.select(pl.col(column).cast(pl.String).drop_nulls().unique()))
        return tuple(sorted(found[column].to_list()))

    def tallies(self, planes: Planes, wanted: Sequence[int], by: str) -> list[Tally]:
        """Return the counts of each group."""
        names = {plane: name_of(plane) for plane in dict.fromkeys(wanted)}
        frame = with_planes(self.frame, planes, list(names))
        sums = [pl.len().alias("_people"), *(pl.col(name).sum().cast(pl.Int64) for name in names.values())]
        found = frame.group_by(by).agg(sums).sort(by, nulls_last=True) if by else frame.select(sums)
        return [
            Tally(
                row[by] if by else None,
                row["_people"],
                {plane: row[name] or 0 for plane, name in names.items()},
            )
            for row in self.collect(found).to_dicts()
        ]

    def collect(self, frame: pl.LazyFrame) -> pl.DataFrame:
        """Return what a lazy frame comes to."""
        return frame.collect(engine="streaming" if self.streamed else "in-memory")
