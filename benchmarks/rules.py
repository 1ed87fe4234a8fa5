"""How fast the rules answer, beside the same rules written by hand, in the same run.

    .venv/bin/python -m benchmarks.rules [--people 1000000] [--runs 3] [--file FILE]

The five entry routes of two schemes with the packaged policy on 1 March 2026, over invented people of whom some
facts are missing. First all ways have to agree on 10,000 of them; then each is measured, the ways in turn, and the
best of the runs is shown. One-person figures are decisions a second; bulk figures are people a second of processor
time, so that they can be read on a machine that does other things too. Memory is the most a process of its own held,
less what it held once everything was imported and the policy loaded.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks import by_hand
from kaitak.rules import Policy, assess, decide, load_policy
from kaitak.rules.bulk.counts import Asked, wanted_planes
from kaitak.rules.bulk.engines import engine
from kaitak.rules.bulk.engines.frames import Frames
from kaitak.rules.bulk.frames import name_of, with_planes
from kaitak.rules.bulk.people import Judge, facts_of, rows
from kaitak.rules.bulk.plan import Plan, plan
from kaitak.rules.bulk.population import synthetic, write
from kaitak.rules.bulk.simulation import Question, columns_of
from kaitak.rules.model import Route

AGREED = 10_000
NEXT = 500
SEVERAL = ("nationalities", "permanent_residence", "previous_initial_stay")
DATES = {"applied_on": by_hand.DAY}
Sums = list[int]


class Entry(Question):
    """The routes that are compared."""

    def routes_of(self, policy: Policy) -> list[Route]:
        return [policy.route(name) for name in by_hand.ROUTES]


def measured(work: Callable[[], Any], *, clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds that some work takes."""
    began = clock()
    work()
    return clock() - began


def people_of(policy: Policy, file: Path, count: int) -> list[dict[str, Any]]:
    return [facts_of(row) for row, _ in zip(rows(file, policy), range(count), strict=False)]


def planned(policy: Policy, ways: Frames) -> Plan:
    return plan(policy, Entry(policy, DATES).routes_of(policy), columns_of(ways), DATES)


def values_of(ways: Frames) -> dict[str, list[str]]:
    return {name: list(ways.distinct(name)) for name in SEVERAL}


def agree(policy: Policy, file: Path) -> None:
    """Stop where any two ways differ on any of the first people."""
    people = people_of(policy, file, AGREED)
    judge = Judge(Entry(policy, DATES), policy)
    expected = [tuple(judge.truths(one).values()) for one in people]
    ways = Frames(pl.scan_parquet(file).head(AGREED))
    found = planned(policy, ways)
    wanted = [plane for truth in found.routes.values() if truth for plane in truth]
    table = ways.collect(with_planes(ways.frame, found.planes, wanted))
    certain = [table[name_of(truth.certain)].to_list() for truth in found.routes.values() if truth]
    possible = [table[name_of(truth.possible)].to_list() for truth in found.routes.values() if truth]
    truths = [
        [True if yes else None if may else False for yes, may in zip(*two, strict=True)]
        for two in zip(certain, possible, strict=True)
    ]
    hand = ways.collect(by_hand.with_routes(ways.frame, values_of(ways)))
    answers = {
        "hand-written Python": [by_hand.decide(one) for one in people],
        "generated Polars": list(zip(*truths, strict=True)),
        "hand-tuned Polars": list(hand.iter_rows()),
    }
    for name, given in answers.items():
        different = sum(one != other for one, other in zip(expected, given, strict=True))
        if different:
            sys.exit(f"{name} differs from generated Python for {different} of {AGREED} people")
    print(
        f"generated Python, {', '.join(answers)}: the same {len(by_hand.ROUTES)} answers for {AGREED:,} people"
    )


def one_person(policy: Policy, file: Path, runs: int) -> dict[str, float]:
    """Return decisions a second."""
    people = people_of(policy, file, 5_000)
    judge = Judge(Entry(policy, DATES), policy)
    given = [{**judge.fixed, **{name: one.get(name) for name in judge.free}} for one in people]
    profiles = cycle([{"facts": written(policy, one)} for one in people])
    run, listed = judge.compiled.run, judge.listed
    asked: dict[str, Any] = {"day": by_hand.DAY, "schemes": ["ttps", "qmas"]}
    ways: dict[str, tuple[int, Callable[[], Any]]] = {
        "generated Python, from facts": (len(given), lambda: [run(one, listed) for one in given]),
        "hand-written Python, from facts": (len(people), lambda: [by_hand.decide(one) for one in people]),
        "verdicts of ten routes, from a profile": (
            NEXT,
            lambda: gone_through(decide, policy, profiles, asked),
        ),
        "with the full explanation, from a profile": (
            NEXT,
            lambda: gone_through(assess, policy, profiles, asked),
        ),
    }
    return best(ways, runs)


def gone_through(
    ask: Callable[..., Any], policy: Policy, profiles: Iterator[Mapping[str, Any]], asked: Mapping[str, Any]
) -> None:
    """Ask about the next people, who were not asked about before."""
    for profile in islice(profiles, NEXT):
        ask(policy, profile, **asked)


def written(policy: Policy, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as a profile gives them."""
    told = {}
    for name, value in facts.items():
        plain = sorted(value) if isinstance(value, frozenset) else value
        told[name] = plain.isoformat() if hasattr(plain, "isoformat") else plain
    return told


def best(ways: Mapping[str, tuple[int, Callable[[], Any]]], runs: int) -> dict[str, float]:
    found = dict.fromkeys(ways, 0.0)
    for _ in range(runs):
        for name, (count, work) in ways.items():
            found[name] = max(found[name], count / measured(work))
    return found


def bulk(policy: Policy, file: Path, runs: int) -> dict[str, float]:
    """Return people a second of processor time, all with the same counts."""
    found = planned(policy, Frames(pl.scan_parquet(file)))
    columns = sorted({*found.facts} & set(pl.scan_parquet(file).collect_schema().names()))
    table = Frames(pl.scan_parquet(file)).collect(pl.scan_parquet(file).select(columns))
    ways, values = Frames(table.lazy()), values_of(Frames(table.lazy()))
    duck, streamed = engine("duckdb", file, policy), Frames(pl.scan_parquet(file))
    asked = [Asked(name, truth) for name, truth in found.routes.items() if truth]
    wanted = wanted_planes(found.planes, asked)
    hand = by_hand.totals(table.lazy(), values)
    check_totals(
        asked, ways.tallies(found.planes, wanted, "")[0].planes, ways.collect(hand).row(0), "hand-tuned"
    )
    check_totals(asked, duck.tallies(found.planes, wanted, "")[0].planes, ways.collect(hand).row(0), "DuckDB")
    count = table.height
    return best(
        {
            "generated Polars, in memory": (count, lambda: ways.tallies(found.planes, wanted, "")),
            "hand-tuned Polars, in memory": (count, lambda: ways.collect(hand)),
            "generated Polars, from Parquet": (count, lambda: streamed.tallies(found.planes, wanted, "")),
            "generated SQL in DuckDB, from Parquet": (count, lambda: duck.tallies(found.planes, wanted, "")),
        },
        runs,
    )  # fmt: skip


def check_totals(asked: list[Asked], planes: Mapping[int, int], hand: tuple[int, ...], name: str) -> None:
    """Stop where totals differ."""
    ours = [planes[one.today.certain] for one in asked] + [planes[one.today.possible] for one in asked]
    if ours != list(hand):
        sys.exit(f"{name}: totals differ: {ours} and {list(hand)}")


def memory(file: Path, name: str) -> int:
    """Return the bytes a person that an engine needs, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.rules", "--hold", name, "--file", str(file)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def hold(file: Path, name: str) -> None:
    """Print how much more memory a count takes than having everything ready."""
    policy = load_policy()
    Frames(pl.LazyFrame({"x": [1]})).distinct("x")
    engine("duckdb", file, policy).columns()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ways = engine(name, file, policy)
    found = plan(policy, Entry(policy, DATES).routes_of(policy), columns_of(ways), DATES)
    wanted = wanted_planes(found.planes, [Asked(one, truth) for one, truth in found.routes.items() if truth])
    (tally,) = ways.tallies(found.planes, wanted, "")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 // tally.people)


def starts() -> dict[str, float]:
    """Return the seconds until the policy is loaded, and until the help is shown, warm."""
    load = (
        "import time; began = time.perf_counter(); import kaitak.rules; kaitak.rules.load_policy();"
        "print(time.perf_counter() - began)"
    )
    inside = [
        float(subprocess.run([sys.executable, "-c", load], check=True, capture_output=True, text=True).stdout)
        for _ in range(5)
    ]
    command = [str(Path(sys.executable).with_name("kaitak")), "--help"]
    outside = [
        measured(lambda: subprocess.run(command, check=True, capture_output=True), clock=time.perf_counter)
        for _ in range(5)
    ]
    return {"import kaitak.rules and load the policy": min(inside), "kaitak --help": min(outside)}


def shown(title: str, found: Mapping[str, float], form: str) -> None:
    print(f"\n{title}")
    for name, value in found.items():
        print(f"  {name:<46}{format(value, form):>16}")


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--file", type=Path, help="a population written before, in place of a new one")
    options.add_argument("--hold", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.hold:
        hold(given.file, given.hold)
        return
    policy = load_policy()
    with tempfile.TemporaryDirectory() as folder:
        file = given.file or Path(folder) / "people.parquet"
        if given.file is None:
            write(synthetic(policy, given.people, 1, by_hand.DAY), file)
        agree(policy, file)
        shown("One person, decisions a second", one_person(policy, file, given.runs), ",.0f")
        shown("Bulk, people a second of processor time", bulk(policy, file, given.runs), ",.0f")
        shown("Memory, bytes a person", {one: memory(file, one) for one in ("polars", "duckdb")}, ",.0f")
        shown("Starting, seconds", starts(), ".3f")


if __name__ == "__main__":
    main()
