"""Generated Python, Polars and SQL give every person the same answer, whatever is missing."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaitak.rules import Policy
from kaitak.rules.bulk.columns import Columns
from kaitak.rules.bulk.people import Judge
from kaitak.rules.bulk.plan import Plan, plan
from kaitak.rules.bulk.simulation import Question, columns_of
from kaitak.rules.values import pair
from tests.rules.bulk import tables
from tests.rules.bulk.meadow import COMPILED, OPEN

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
SEEDS = st.integers(0, 2**32)
SCHOOLS = ["École des Jardins", "garden school", "Moss University", "Moss", "Nowhere"]
CRAFTS = ["roses", "trees"]


def between(first: date, last: date) -> Callable[[Random], date]:
    return lambda chance: date.fromordinal(chance.randint(first.toordinal(), last.toordinal()))


def one_of(*values: Any) -> Callable[[Random], Any]:
    return lambda chance: chance.choice(values)


def some_of(*values: str) -> Callable[[Random], frozenset[str]]:
    return lambda chance: frozenset(chance.sample(values, chance.randint(0, len(values))))


def whole(first: int, last: int) -> Callable[[Random], int]:
    return lambda chance: chance.randint(first, last)


def edge_or(day: date, others: Callable[[Random], date]) -> Callable[[Random], date]:
    return lambda chance: day if chance.random() < 0.1 else others(chance)


NEAR = edge_or(date(2024, 2, 29), between(date(2019, 1, 1), date(2027, 12, 31)))
ROW: dict[str, Callable[[Random], Any]] = {
    "date_of_birth": edge_or(date(2004, 2, 29), between(date(1980, 1, 1), date(2010, 12, 31))),
    "nationalities": some_of("AFG", "GBR", "CHN"),
    "local": one_of(True, False),
    "guild": one_of(True, False),
    "craft": one_of(*CRAFTS),
    "other_craft": one_of(*CRAFTS),
    "crafts_known": some_of(*CRAFTS),
    "pay": whole(9_998, 10_002),
    "earned": whole(0, 10_004),
    "months_in_hand": whole(-3, 3),
    "prizes": whole(0, 4),
    "school": one_of(*SCHOOLS),
    "schooled": one_of(True, False),
    "town": one_of("GBR", "FRA", "CHN", "USA"),
    "back_on": NEAR,
    "unmarried": one_of(True, False),
    "judged": one_of(True, False),
}
PAIRS: dict[str, Callable[[Random], Any]] = {"months_worked": whole(8, 22), "left_on": NEAR}


def people_of(seed: int, count: int = 120) -> list[dict[str, Any]]:
    """Return people of whom a fifth of the facts is missing."""
    chance = Random(seed)
    return [
        {
            **{name: None if chance.random() < 0.2 else one(chance) for name, one in ROW.items()},
            **{name: ends_of(chance, one) for name, one in PAIRS.items()},
        }
        for _ in range(count)
    ]


def ends_of(chance: Random, draw: Callable[[Random], Any]) -> tuple[Any, Any]:
    least, most = sorted([draw(chance), draw(chance)])
    if chance.random() < 0.3:
        return least, least
    return chance.choice([(least, most), (None, most), (least, None), (None, None)])


SHARED = [HealthCheck.too_slow]


def by_python(policy: Policy, day: date, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    judge = Judge(Question(policy, {"applied_on": day}), policy)
    facts = [
        {name: pair(*one) if isinstance(one, tuple) else one for name, one in row.items()} for row in people
    ]
    return [judge.truths(one) for one in facts]


def planned(policy: Policy, day: date, people: list[dict[str, Any]]) -> Plan:
    schools = tuple(sorted({row["school"] for row in people if row["school"]}))
    columns = Columns(frozenset(tables.columns_of(people[0])), {"school": schools}.get)
    dates = {"applied_on": day}
    return plan(policy, Question(policy, dates).routes_of(policy), columns, dates)


def told_apart(plan: Plan, answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return answers without the routes that are closed or that columns cannot say."""
    return [
        {name: one for name, one in row.items() if plan.routes[name] and name not in plan.open_tests}
        for row in answers
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=SHARED)
@given(DAYS, SEEDS)
def test_polars_and_duckdb_answer_as_generated_python_does(meadow: Policy, day: date, seed: int) -> None:
    people = people_of(seed)
    found = planned(meadow, day, people)
    truths = {name: truth for name, truth in found.routes.items() if truth and name not in found.open_tests}
    duck = tables.ducked(meadow, people)

    polars = tables.truths_by_polars(tables.framed(meadow, people), found.planes, truths)
    in_duckdb = tables.truths_by_sql(duck.rows(tables.query(found.planes, truths)), truths)

    expected = told_apart(found, by_python(meadow, day, people))
    assert polars == expected
    assert in_duckdb == expected


@settings(max_examples=8, deadline=None, suppress_health_check=SHARED)
@given(DAYS, SEEDS)
def test_postgresql_runs_the_same_text_to_the_same_answers(
    meadow: Policy, postgresql: psycopg.Connection[Any], day: date, seed: int
) -> None:
    people = people_of(seed)
    found = planned(meadow, day, people)
    truths = {name: truth for name, truth in found.routes.items() if truth and name not in found.open_tests}
    marks = ", ".join(["%s"] * (len(tables.columns_of(people[0])) + 1))
    with postgresql.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {tables.TABLE}".encode())
        cursor.execute(tables.definition(meadow, people).encode())
        cursor.executemany(f"INSERT INTO {tables.TABLE} VALUES ({marks})".encode(), tables.numbered(people))
        answers = cursor.execute(tables.query(found.planes, truths).encode()).fetchall()

    assert tables.truths_by_sql(answers, truths) == told_apart(found, by_python(meadow, day, people))


def test_what_columns_cannot_say_is_named_and_left_unknown(meadow: Policy) -> None:
    people = [{"back_on": date(2024, 6, 1), "left_on": (date(2024, 1, 1), date(2024, 1, 1)), "school": None}]
    found = planned(meadow, date(2024, 6, 1), people)
    names = tuple(f"meadow.e{len(COMPILED) + place:02}" for place in range(len(OPEN)))

    answers = tables.truths_by_polars(
        tables.framed(meadow, people), found.planes, {name: found.routes[name] for name in names}
    )

    assert found.open_tests == names
    assert answers == [dict.fromkeys(names)]


def test_a_fact_without_a_column_is_unknown(meadow: Policy) -> None:
    found = planned(meadow, date(2024, 6, 1), [{"school": None}])

    truth = found.routes["garden.skilled"]

    assert truth == found.planes.known(None)
    assert {"date_of_birth", "months_worked", "pay", "craft"} <= set(found.facts)


def test_thresholds_hold_on_the_day_and_the_day_before(meadow: Policy) -> None:
    day = date(2023, 3, 1)
    born = date(2005, 3, 1)
    people = [{"date_of_birth": born + timedelta(days=step), "school": None} for step in (-1, 0, 1)]
    found = planned(meadow, day, people)
    truths = {"meadow.e00": found.routes["meadow.e00"]}

    answers = tables.truths_by_polars(tables.framed(meadow, people), found.planes, truths)

    assert [row["meadow.e00"] for row in answers] == [True, True, False]


@settings(max_examples=15, deadline=None, suppress_health_check=SHARED)
@given(DAYS, SEEDS)
def test_values_at_hand_change_no_answer(meadow: Policy, day: date, seed: int) -> None:
    people = people_of(seed)
    engine = tables.framed(meadow, people)
    with_values = plan(
        meadow, Question(meadow, {}).routes_of(meadow), columns_of(engine), {"applied_on": day}
    )
    truths = {
        name: one for name, one in with_values.routes.items() if one and name not in with_values.open_tests
    }

    answers = tables.truths_by_polars(engine, with_values.planes, truths)

    assert answers == told_apart(with_values, by_python(meadow, day, people))
