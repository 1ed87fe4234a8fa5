"""The engines a population can be counted with; each is imported when it is chosen."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from kaitak.rules.bulk.counts import Engine
from kaitak.rules.errors import InputError, did_you_mean, nearest
from kaitak.rules.policy import Policy

ENGINES: Mapping[str, tuple[str, str]] = {
    "polars": ("frames", "bulk"),
    "duckdb": ("duck", "bulk"),
    "postgresql": ("postgresql", "service"),
    "spark": ("spark", "spark"),
}
CSV, PARQUET = ".csv", ".parquet"


def engine(name: str, population: Path, policy: Policy, database: str = "") -> Engine:
    """Return an engine over a population; raises InputError."""
    if name not in ENGINES:
        raise InputError("--engine", f"there is no engine {name!r}{did_you_mean(nearest(name, ENGINES))}")
    check_file(population)
    module, extra = ENGINES[name]
    try:
        found = import_module(f"kaitak.rules.bulk.engines.{module}")
    except ModuleNotFoundError as error:
        told = f"{error.name} is not installed; install kaitak[{extra}]"
        raise InputError("--engine", told) from error
    opened: Engine = found.opened(population, policy, database)
    return opened


def check_file(population: Path) -> None:
    """Refuse what cannot be a population."""
    if population.suffix not in (CSV, PARQUET):
        raise InputError(str(population), "a population is a .csv or .parquet file, a column a fact")
    if not population.is_file():
        raise InputError(str(population), "cannot be read: there is no such file")
