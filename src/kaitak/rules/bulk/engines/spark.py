"""Spark: for a population that outgrows one machine; here in local mode, on a cluster by its own settings."""

from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from kaitak.rules.bulk.columns import kinds
from kaitak.rules.bulk.engines import CSV
from kaitak.rules.bulk.engines.queries import TABLE, Queries
from kaitak.rules.policy import Policy

TYPES = {"bool": "BOOLEAN", "int": "BIGINT", "day": "DATE"}


def opened(population: Path, policy: Policy, database: str = "") -> "Spark":
    """Return the engine over a file; ``database`` is the address of a cluster."""
    builder: Any = SparkSession.builder
    session: Any = (
        builder.master(database or "local[*]")
        .appName("kaitak")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    if population.suffix == CSV:
        with population.open(encoding="utf-8") as lines:
            names = next(lines, "").strip().split(",")
        held = kinds(policy, names)
        schema = ", ".join(f"`{name}` {TYPES.get(held.get(name, ''), 'STRING')}" for name in names)
        frame = session.read.csv(str(population), header=True, schema=schema)
    else:
        frame = session.read.parquet(str(population))
    frame.createOrReplaceTempView(TABLE)
    return Spark(session)


class Spark(Queries):
    """A session in which ``population`` is the population."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def columns(self) -> list[str]:
        """Return the population's columns."""
        return list(self.session.table(TABLE).columns)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows a query gives."""
        return [tuple(row) for row in self.session.sql(query).collect()]
