"""Commands about many people: simulate, population."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kaitak.cli.inputs import print_json
from kaitak.cli.options import AsJson, On, Overlays, PolicyFolder, chosen_day, chosen_policy, today

if TYPE_CHECKING:
    from kaitak.rules.bulk.simulation import Question, Simulation

POSSIBLE = "polars, duckdb, postgresql, spark or python"
Schemes = Annotated[list[str] | None, typer.Option("--scheme", metavar="CODE", help="Only these schemes.")]


def simulate(
    population: Annotated[Path, typer.Argument(help="A .csv or .parquet file, a column a fact.")],
    reform: Annotated[Path | None, typer.Option("--reform", help="An overlay to set beside today.")] = None,
    engine: Annotated[str, typer.Option("--engine", metavar="NAME", help=POSSIBLE)] = "polars",
    by: Annotated[str, typer.Option("--by", metavar="COLUMN", help="Count each value of this column.")] = "",
    on: On = None,
    scheme: Schemes = None,
    database: Annotated[str, typer.Option("--database", help="The address of PostgreSQL or of Spark.")] = "",
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Write a picture, as SVG.")
    ] = None,
    query: Annotated[bool, typer.Option("--query", help="Print the SQL and run nothing.")] = False,
    as_json: AsJson = False,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Count a population by route and verdict, today and under a reform."""
    from kaitak.rules.bulk.simulation import Question

    rules = chosen_policy(policy, overlay)
    other = chosen_policy(policy, [*(overlay or []), reform]) if reform else None
    day = chosen_day(on) or today()
    codes = [rules.scheme(code).code for one in scheme for code in one.split(",")] if scheme else None
    question = Question(rules, {"applied_on": day}, codes, other)
    if query:
        print(_query(question, population, engine, by))
        return
    found = _simulated(question, population, engine, by, database)
    if plot:
        from kaitak.rules.bulk.charts import chart

        plot.write_text(chart(found, f"{population.name}, {day}"), encoding="utf-8")
    print_json(_document(found, question, engine, by)) if as_json else print("\n".join(_lines(found)))


def _simulated(question: "Question", population: Path, engine: str, by: str, database: str) -> "Simulation":
    if engine == "python":
        from kaitak.rules.bulk.people import simulate_people

        return simulate_people(question, population, by)
    from kaitak.rules.bulk.engines import engine as opened
    from kaitak.rules.bulk.simulation import simulate as count

    return count(question, opened(engine, population, question.policy, database), by)


def _query(question: "Question", population: Path, engine: str, by: str) -> str:
    from kaitak.rules.bulk.counts import wanted_planes
    from kaitak.rules.bulk.engines import engine as opened
    from kaitak.rules.bulk.engines.queries import TABLE
    from kaitak.rules.bulk.simulation import planned
    from kaitak.rules.bulk.sql import totals

    plans, asked = planned(question, opened(engine, population, question.policy))
    return totals(TABLE, plans[0].planes, wanted_planes(plans[0].planes, asked), by) + ";"


def _document(found: "Simulation", question: "Question", engine: str, by: str) -> dict[str, Any]:
    reform = {"reform_digest": question.reform.digest} if question.reform else {}
    return {
        "on": question.dates["applied_on"].isoformat(),
        "policy_digest": question.policy.digest,
        **reform,
        "engine": engine,
        "people": found.people,
        "by": by or None,
        "closed": list(found.closed),
        "absent": list(found.absent),
        "open_tests": list(found.open_tests),
        "groups": [
            {
                "value": None if group.value is None else str(group.value),
                "people": group.people,
                "routes": [_counts(name, group.routes[name]) for name in group.routes],
            }
            for group in found.groups
        ],
    }


def _counts(name: str, counts: Any) -> dict[str, Any]:
    answer = {
        "route": name,
        "meets": counts.meets,
        "undetermined": counts.undetermined,
        "fails": counts.fails,
    }
    if counts.moves:
        moves = [{"from": old, "to": new, "people": people} for (old, new), people in counts.moves.items()]
        answer |= {"winners": counts.winners, "losers": counts.losers, "moves": moves}
    return answer


def _lines(found: "Simulation") -> Iterator[str]:
    from kaitak.rules.bulk.counts import ANY

    reformed = any(counts.moves for group in found.groups for counts in group.routes.values())
    heads = ["meets", "undetermined", "fails", *(["winners", "losers"] if reformed else [])]
    for group in found.groups:
        yield f"{'' if group.value is None else f'{group.value}: '}{group.people:,} people"
        yield f"  {'':<28}" + "".join(f"{head:>14}" for head in heads)
        for name in (*found.routes, ANY):
            shut = name in found.closed and (not reformed or name in found.closed_under_reform)
            counts = [getattr(group.routes[name], head) for head in heads]
            yield f"  {name:<28}" + (f"{'closed':>14}" if shut else "".join(f"{one:>14,}" for one in counts))
    if found.absent:
        yield f"No column for {', '.join(found.absent)}: unknown for everybody."
    if found.open_tests:
        yield f"Not sayable over columns, counted as unknown: {', '.join(found.open_tests)}."


def population(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="A .csv or .parquet file to write.")],
    people: Annotated[int, typer.Option("--people", min=1, help="How many.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same people.")] = 1,
    on: On = None,
    policy: PolicyFolder = None,
    overlay: Overlays = None,
) -> None:
    """Write a table of plausible, invented people for simulate."""
    from kaitak.rules import InputError

    if out.suffix not in (".csv", ".parquet"):
        raise InputError("--out", "is a .csv or .parquet file")
    try:
        from kaitak.rules.bulk.population import synthetic, write
    except ModuleNotFoundError as error:
        raise InputError("population", f"{error.name} is not installed; install kaitak[bulk]") from error
    write(synthetic(chosen_policy(policy, overlay), people, seed, chosen_day(on) or today()), out)
