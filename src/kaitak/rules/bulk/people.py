"""The people of a population one by one, by generated Python: what every other engine is held to."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kaitak.rules.bulk.columns import DATES, LEAST, MOST, SEPARATOR, fact_of, kinds
from kaitak.rules.bulk.counts import ANY, VERDICTS, Counts
from kaitak.rules.bulk.engines import CSV, check_file
from kaitak.rules.bulk.simulation import Group, Question, Simulation
from kaitak.rules.completion import listing
from kaitak.rules.errors import InputError, did_you_mean, nearest
from kaitak.rules.generate import compiled_for
from kaitak.rules.matter import Matter
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person
from kaitak.rules.values import Truth, disjoin, pair
from kaitak.rules.verdicts import is_open

Facts = Mapping[str, Any]
WORDS: dict[bool | None, str] = {True: "meets", None: "undetermined", False: "fails"}


class Judge:
    """The routes of one policy on the day of a run, asked of one person's facts after another's."""

    def __init__(self, question: Question, policy: Policy) -> None:
        self.matter = Matter(policy, Person({}), question.dates)
        routes = question.routes_of(policy)
        self.routes = [route.id for route in routes]
        self.closed = [route.id for route in routes if is_open(self.matter, route) is False]
        self.compiled = compiled_for(self.matter, routes)
        self.fixed = {name: self.matter.fact(name).value for name in self.compiled.facts if name in DATES}
        self.free = [name for name in self.compiled.facts if name not in DATES]
        self.listed = listing(self.matter)

    def truths(self, facts: Facts) -> dict[str, Truth]:
        """Return the truth of each route for one person, by Kleene's logic alone."""
        given = {**self.fixed, **{name: facts.get(name) for name in self.free}}
        return dict(zip(self.routes, self.compiled.run(given, self.listed), strict=True))


def simulate_people(question: Question, population: Path, by: str = "") -> Simulation:
    """Return what ``simulate`` does, with neither frames nor a database."""
    check_file(population)
    there = header(population)
    if by and by not in there:
        raise InputError("--by", f"the population has no column {by!r}{did_you_mean(nearest(by, there))}")
    judges = [Judge(question, one) for one in (question.policy, question.reform) if one is not None]
    routes = list(dict.fromkeys(name for judge in judges for name in judge.routes))
    groups: dict[Any, tuple[list[int], dict[str, Counts]]] = {}
    if not by:
        groups[None] = ([0], {name: Counts() for name in (*routes, ANY)})
    for row in rows(population, question.policy):
        value = row[by] if by else None
        size, counts = groups.setdefault(value, ([0], {name: Counts() for name in (*routes, ANY)}))
        size[0] += 1
        _count(judges, facts_of(row), counts)
    ordered = sorted(groups.items(), key=lambda item: (item[0] is None, item[0]))
    needed = {fact for judge in judges for fact in judge.free}
    return Simulation(
        groups=tuple(Group(value, size[0], counts) for value, (size, counts) in ordered),
        routes=tuple(routes),
        closed=tuple(judges[0].closed),
        closed_under_reform=tuple(judges[1].closed) if len(judges) > 1 else (),
        absent=tuple(sorted(needed - {fact_of(column) for column in there})),
        open_tests=(),
    )


def _count(judges: Sequence[Judge], facts: Facts, counts: Mapping[str, Counts]) -> None:
    found = [judge.truths(facts) for judge in judges]
    for truths in found:
        truths[ANY] = disjoin(truths.values())
    for name, count in counts.items():
        words = [WORDS[truths.get(name, False)] for truths in found]
        setattr(count, words[0], getattr(count, words[0]) + 1)
        if len(words) > 1:
            if not count.moves:
                count.moves = {(old, new): 0 for old in VERDICTS for new in VERDICTS}
            count.moves[words[0], words[1]] += 1


def facts_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of one row: pairs from two columns, several codes from one."""
    facts = {name: value for name, value in row.items() if not name.endswith((LEAST, MOST))}
    for name in row:
        if name.endswith(LEAST):
            fact = fact_of(name)
            facts[fact] = pair(row[name], row.get(fact + MOST))
    return facts


def header(population: Path) -> list[str]:
    """Return the columns of a file."""
    if population.suffix == CSV:
        with population.open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file), [])
    import polars as pl

    return pl.scan_parquet(population).collect_schema().names()


def rows(population: Path, policy: Policy) -> Iterator[dict[str, Any]]:
    """Yield each row of a file, its cells as the engine reckons with them."""
    names = header(population)
    held = kinds(policy, names)
    read = [READ.get(held.get(name, "text"), _text) for name in names]
    for cells in _cells(population):
        yield {name: turn(cell) for name, turn, cell in zip(names, read, cells, strict=True)}


def _cells(population: Path) -> Iterator[Sequence[Any]]:
    if population.suffix == CSV:
        with population.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            next(lines, None)
            yield from lines
        return
    import polars as pl

    for batch in pl.scan_parquet(population).collect_batches(chunk_size=50_000):
        yield from batch.iter_rows()


def _text(cell: Any) -> Any:
    return None if cell in ("", None) else cell


def _bool(cell: Any) -> bool | None:
    return cell if isinstance(cell, bool) or cell is None else {"true": True, "false": False}.get(cell)


def _int(cell: Any) -> int | None:
    return None if cell in ("", None) else int(cell)


def _day(cell: Any) -> date | None:
    return cell if isinstance(cell, date) else (date.fromisoformat(cell) if cell else None)


def _codes(cell: Any) -> frozenset[str] | None:
    return frozenset(one for one in cell.split(SEPARATOR) if one) if cell else None


READ: dict[str, Any] = {"bool": _bool, "int": _int, "day": _day, "codes": _codes}
