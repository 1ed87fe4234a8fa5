"""Spark runs the same text to the same totals."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kaitak.rules import Policy
from kaitak.rules.bulk.engines import engine
from kaitak.rules.bulk.people import simulate_people
from kaitak.rules.bulk.simulation import Question, simulate
from tests.rules.bulk import tables
from tests.rules.bulk.test_agreement import people_of

pytest.importorskip("pyspark", reason="PySpark is not installed: kaitak[spark]")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, and there is none here"),
    pytest.mark.filterwarnings("ignore"),
]


def test_spark_counts_what_generated_python_counts(meadow: Policy, tmp_path: Path) -> None:
    population = tmp_path / "people.csv"
    frame = tables.framed(meadow, people_of(7, 3_000))
    frame.collect(frame.frame).write_csv(population)
    question = Question(meadow, {"applied_on": date(2024, 6, 1)})

    in_spark = simulate(question, engine("spark", population, meadow), by="town")

    open_tests = set(in_spark.open_tests)
    one_by_one = simulate_people(question, population, by="town")
    spark, python = (
        {
            group.value: {name: one for name, one in group.routes.items() if name not in {"any", *open_tests}}
            for group in found.groups
        }
        for found in (in_spark, one_by_one)
    )
    assert spark == python
