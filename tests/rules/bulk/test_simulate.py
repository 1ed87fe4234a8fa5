"""Simulations: the same counts whatever counts them, and a reform beside today."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaitak.cli.main import main
from kaitak.rules import InputError, Policy, load_policy
from kaitak.rules.bulk.charts import chart
from kaitak.rules.bulk.counts import ANY
from kaitak.rules.bulk.engines import engine
from kaitak.rules.bulk.people import simulate_people
from kaitak.rules.bulk.population import synthetic, write
from kaitak.rules.bulk.simulation import Question, simulate
from tests.rules.conftest import GARDENS

DAY = date(2024, 6, 1)
REFORM = """
figures:
- id: garden.pass_mark
  versions: [{from: 2020-01-01, replaces: 2020-01-01, value: 15, source: gazette}]
- id: garden.least_age
  versions: [{from: 2020-01-01, replaces: 2020-01-01, value: 30, source: gazette}]
"""
FILES = ("people.csv", "people.parquet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("populations")
    (folder / "reform").mkdir()
    (folder / "reform" / "reform.yaml").write_text(REFORM, encoding="utf-8")
    policy = load_policy(base=GARDENS)
    for name in FILES:
        write(synthetic(policy, 3_000, 5, DAY), folder / name)
    return folder


def asked(policy: Policy, folder: Path) -> Question:
    return Question(policy, {"applied_on": DAY}, None, load_policy(folder / "reform", base=GARDENS))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("name", ["polars", "duckdb"])
@pytest.mark.parametrize("by", ["", "craft"])
def test_every_engine_counts_what_generated_python_counts(
    gardens: Policy, folder: Path, file: str, name: str, by: str
) -> None:
    question = asked(gardens, folder)

    found = simulate(question, engine(name, folder / file, gardens), by)

    assert found == simulate_people(question, folder / file, by)
    assert found.people == 3_000


def test_postgresql_counts_what_polars_counts(gardens: Policy, folder: Path, postgresql: Any) -> None:
    question = asked(gardens, folder)
    database = f"postgresql://postgres@/postgres?host={postgresql.info.host}"

    found = simulate(question, engine("postgresql", folder / "people.csv", gardens, database), "craft")

    assert found == simulate(question, engine("polars", folder / "people.csv", gardens), "craft")


def test_who_gains_and_who_loses_adds_up(gardens: Policy, folder: Path) -> None:
    found = simulate(asked(gardens, folder), engine("polars", folder / "people.parquet", gardens))

    (group,) = found.groups
    for counts in group.routes.values():
        assert sum(counts.moves.values()) == found.people
        assert counts.meets + counts.undetermined + counts.fails == found.people
        assert sum(people for (old, _), people in counts.moves.items() if old == "meets") == counts.meets
    assert group.routes["garden.points"].winners > 0
    assert group.routes["garden.points"].losers == 0
    assert group.routes["garden.anyone"].losers > 0


def test_a_reform_that_changes_nothing_moves_nobody(gardens: Policy, folder: Path) -> None:
    question = Question(gardens, {"applied_on": DAY}, None, gardens)

    found = simulate(question, engine("polars", folder / "people.parquet", gardens))

    assert {(one.winners, one.losers) for one in found.groups[0].routes.values()} == {(0, 0)}


def test_the_same_seed_gives_the_same_people_and_a_longer_table_begins_with_the_shorter(
    gardens: Policy,
) -> None:
    short, long, other = (
        synthetic(gardens, people, seed, DAY).collect() for people, seed in ((50, 5), (80, 5), (50, 6))
    )

    assert short.equals(long.head(50))
    assert not short.equals(other)


def test_a_closed_route_is_said_to_be_closed(gardens: Policy, folder: Path) -> None:
    question = Question(gardens, {"applied_on": date(2020, 5, 31)})

    found = simulate(question, engine("polars", folder / "people.csv", gardens))

    assert set(found.closed) == {"garden.skilled", "garden.anyone"}
    assert found.groups[0].routes["garden.skilled"].fails == 3_000


@pytest.mark.parametrize(
    ("file", "by", "name", "message"),
    [
        ("people.csv", "crft", "polars", "no column 'crft'; did you mean 'craft'"),
        ("people.csv", "", "polar", "no engine 'polar'; did you mean 'polars'"),
        ("people.csv", "", "postgresql", "--database: names the PostgreSQL database"),
        ("nobody.csv", "", "polars", "cannot be read"),
        ("reform", "", "polars", "a population is a .csv or .parquet file"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    gardens: Policy, folder: Path, file: str, by: str, name: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        simulate(Question(gardens, {"applied_on": DAY}), engine(name, folder / file, gardens), by)


def test_a_picture_has_a_bar_for_each_route(gardens: Policy, folder: Path) -> None:
    found = simulate(asked(gardens, folder), engine("polars", folder / "people.csv", gardens), "craft")

    picture = chart(found, "Gardens <2024>")

    assert picture.startswith("<svg")
    assert "Gardens &lt;2024&gt;" in picture
    assert picture.count(">garden.points<") == len(found.groups)
    assert picture.count(f">{ANY}<") == len(found.groups)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr("sys.argv", ["kaitak", *arguments, "--policy", str(GARDENS)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code


def test_the_command_writes_people_counts_and_a_picture(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file, picture = str(tmp_path / "p.parquet"), str(tmp_path / "p.svg")
    run(monkeypatch, "population", "--people", "400", "--out", file, "--on", "2024-06-01")
    arguments = [
        "simulate",
        file,
        "--on",
        "2024-06-01",
        "--reform",
        str(folder / "reform"),
        "--plot",
        picture,
    ]
    run(monkeypatch, *arguments, "--json")

    answer = json.loads(capsys.readouterr().out)
    run(monkeypatch, *arguments, "--engine", "duckdb")
    told = capsys.readouterr().out
    run(monkeypatch, *arguments, "--query")

    assert answer["people"] == 400
    assert {"route", "meets", "winners", "losers", "moves"} <= set(answer["groups"][0]["routes"][0])
    assert "garden.points" in told
    assert Path(picture).read_text(encoding="utf-8").startswith("<svg")
    assert capsys.readouterr().out.startswith("WITH ")


def test_derived_facts_are_a_population(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], gardens: Policy, tmp_path: Path
) -> None:
    profiles = tmp_path / "p.yaml"
    profiles.write_text(
        "{applicant: {nationalities: [AFG, GBR]}, prizes: 3, guild: true}\n---\n"
        "{applicant: {nationalities: [], local: true}, work: [{from: 2020, until: 2021-03-01, full_time: true}]}\n",
        encoding="utf-8",
    )
    run(monkeypatch, "derive", str(profiles), "--on", "2024-06-01")
    table = tmp_path / "p.csv"
    table.write_text(capsys.readouterr().out, encoding="utf-8")
    question = Question(gardens, {"applied_on": DAY})

    found = simulate(question, engine("polars", table, gardens))

    assert found == simulate_people(question, table)
    assert "AFG|GBR" in table.read_text(encoding="utf-8")
    assert found.groups[0].routes["garden.points"].meets == 1
