"""Plausible people, invented and seeded: a table with every fact the criteria ask about.

The same seed gives the same people, each by their number alone: a longer table begins with the shorter one. What is
known of a fact stands in ``population.yaml``; what is not follows from its type, and for numbers from the figures that
the criteria set them against.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from kaitak.rules import nodes
from kaitak.rules.bulk.columns import DATES, SEPARATOR
from kaitak.rules.model import Fact
from kaitak.rules.policy import Policy
from kaitak.rules.uses import Uses, collect_uses

RECIPES = Path(__file__).with_name("population.yaml")
FIRST, SECOND, THIRD = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
EPOCH = date(1970, 1, 1).toordinal()
ANYWHERE = ("CHN", "IND", "GBR", "USA", "CAN", "AUS", "SGP", "FRA", "JPN", "KOR")
ELSEWHERE = "Somewhere else"


def synthetic(policy: Policy, people: int, seed: int, day: date) -> pl.LazyFrame:
    """Return so many people as they stand on a day."""
    numbers = pl.select(pl.int_range(people, dtype=pl.UInt64).alias("_number")).lazy()
    making = _Making(policy, seed, day, yaml.safe_load(RECIPES.read_text(encoding="utf-8")))
    return numbers.select(**{fact.name: making.column(fact) for fact in asked_facts(policy)})


def write(frame: pl.LazyFrame, file: Path) -> None:
    """Write a table to a .csv or .parquet file, a part of it in memory at a time."""
    if file.suffix == ".csv":
        frame.sink_csv(file)
    else:
        frame.sink_parquet(file)


def asked_facts(policy: Policy) -> list[Fact]:
    """Return the facts that criteria ask about a principal, in order of their names."""
    tests = list(_tests(policy))
    named = {name for test in tests for name in nodes.facts_in(test)}
    named |= {policy.figures[name].by for test in tests for name in nodes.figures_in(test)}
    found = [policy.fact(name) for name in sorted(named - {"", *DATES})]
    return [fact for fact in found if not fact.path.startswith(("dependant.", "sponsor."))]


def _tests(policy: Policy) -> Iterator[nodes.Node]:
    for criterion in policy.criteria.values():
        tests = (version.content.test for version in criterion.timeline.versions)
        yield from (test for test in tests if test is not None)


class _Making:
    def __init__(self, policy: Policy, seed: int, day: date, recipes: Mapping[str, Any]) -> None:
        self.policy, self.seed, self.day, self.recipes = policy, seed, day, recipes

    def column(self, fact: Fact) -> pl.Expr:
        """Return a fact's column."""
        recipe: Mapping[str, Any] = self.recipes["facts"].get(fact.name, {})
        value = self.value(fact, recipe)
        missing = recipe.get("missing", self.recipes["missing"])
        return pl.when(self.chance(f"{fact.name} is told") >= missing).then(value)

    def value(self, fact: Fact, recipe: Mapping[str, Any]) -> pl.Expr:
        kind = fact.type.kind
        if kind == "bool":
            return self.chance(fact.name).lt(recipe.get("share", 0.5))
        if kind in ("int", "day"):
            return self.amount(fact, recipe, is_day=kind == "day")
        shares = recipe.get("shares") or self.shares(fact)
        one = picked(self.chance(fact.name), shares)
        return self.several(fact, one, recipe, shares) if kind == "codes" else one

    def amount(self, fact: Fact, recipe: Mapping[str, Any], *, is_day: bool) -> pl.Expr:
        quantiles = recipe.get("quantiles") or self.usual(fact, is_day=is_day)
        rank = self.chance(fact.name)
        if "along" in recipe:
            follows = self.chance(f"{fact.name} follows") < self.recipes["along"]
            rank = pl.when(follows).then(self.chance(recipe["along"])).otherwise(rank)
        number = between(rank, quantiles).cast(pl.Int64)
        return (self.day.toordinal() - EPOCH - number).cast(pl.Int32).cast(pl.Date) if is_day else number

    def usual(self, fact: Fact, *, is_day: bool) -> list[list[float]]:
        """Return quantiles that lie on both sides of what the criteria set a fact against."""
        if is_day:
            return [[0, -700], [0.3, 0], [1, 3000]]
        against = sorted({one for one in self.thresholds.get(fact.name, ()) if isinstance(one, int)}) or [10]
        return [[0, 0], [0.5, against[len(against) // 2]], [1, 2 * max(against) + 1]]

    @cached_property
    def thresholds(self) -> dict[str, list[Any]]:
        """What each number is set against in any version of any criterion."""
        uses: Uses = {}
        for test in _tests(self.policy):
            figures = {name: list(self.values(name)) for name in nodes.figures_in(test)}
            collect_uses(test, figures, {}, uses)
        return {name: [one for use in found for one in use or ()] for name, found in uses.items()}

    def values(self, figure: str) -> Iterator[Any]:
        for version in self.policy.figures[figure].timeline.versions:
            yield from version.content.values() if isinstance(version.content, Mapping) else [version.content]

    def shares(self, fact: Fact) -> dict[str, float]:
        """Return each code or name as often as another."""
        codes: Sequence[str] = sorted(fact.type.codes or ()) or ANYWHERE
        if fact.type.kind == "text":
            rows = [row.name for one in self.policy.lists.values() if one.kind == "names" for row in one.rows]
            codes = [*dict.fromkeys(rows), *[f"{ELSEWHERE} {place}" for place in range(1, 4)]]
        return {code: 1 / len(codes) for code in codes}

    def several(
        self, fact: Fact, one: pl.Expr, recipe: Mapping[str, Any], shares: Mapping[str, float]
    ) -> pl.Expr:
        other = picked(self.chance(f"{fact.name} too"), shares)
        one, other = one.cast(pl.String), other.cast(pl.String)
        more = (self.chance(f"{fact.name} second") < recipe.get("second", 0.0)) & (other != one)
        found = pl.when(more).then(one + SEPARATOR + other).otherwise(one)
        none = self.chance(f"{fact.name} at all") < recipe.get("none", 0.0)
        return pl.when(none).then(pl.lit(SEPARATOR)).otherwise(found).cast(pl.Categorical())

    def chance(self, what: str) -> pl.Expr:
        """Return a number from 0 to 1 for each person, drawn anew for each thing it is drawn for."""
        salt = int.from_bytes(sha256(f"{self.seed} {what}".encode()).digest()[:8], "big")
        state = pl.col("_number") * pl.lit(FIRST, pl.UInt64) + pl.lit(salt, pl.UInt64)
        for shift, factor in ((30, SECOND), (27, THIRD)):
            state = (state ^ (state // pl.lit(1 << shift, pl.UInt64))) * pl.lit(factor, pl.UInt64)
        return (state // pl.lit(1 << 40, pl.UInt64)).cast(pl.Float64) / float(1 << 24)


def picked(chance: pl.Expr, shares: Mapping[str, float]) -> pl.Expr:
    """Return codes as often as their shares say."""
    total, bounds, reached = sum(shares.values()), [], 0.0
    for share in shares.values():
        reached += share / total
        bounds.append(reached)
    places = reduce(
        lambda sum_, bound: sum_ + (chance >= bound).cast(pl.Int32), bounds[:-1], pl.lit(0, pl.Int32)
    )
    return places.replace_strict(dict(enumerate(shares)), return_dtype=pl.Categorical())


def between(rank: pl.Expr, quantiles: Sequence[Sequence[float]]) -> pl.Expr:
    """Return the value at a rank, on the straight lines between quantiles."""
    steps = list(pairwise(quantiles))
    value = pl.lit(float(quantiles[-1][1]))
    for (low, first), (high, last) in reversed(steps):
        line = first + (rank - low) * ((last - first) / (high - low))
        value = pl.when(rank < high).then(line).otherwise(value)
    return value
