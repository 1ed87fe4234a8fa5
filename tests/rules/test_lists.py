"""Dated lists: rows of an uncertain start, and lists of which not every row is known."""

from datetime import date

import pytest

from kaitak.rules import Policy, load_policy
from tests.rules.asking import status
from tests.rules.conftest import GARDENS
from tests.rules.test_loading import SINCE, TEXT, overlay

LIST = f"""lists:
  flowers:
    title: {TEXT}
    file: flowers.csv
    kind: names
    source: gazette
    incomplete: [{{from: 2023-01-01, until: 2023-12-31, source: gazette, note: Two more were printed.}}]
facts: {{flower: {{type: text, label: {TEXT}}}}}
criteria: [{{id: garden.flower, text: {TEXT}, versions: [{{{SINCE}, test: flower in flowers}}]}}]
route: garden.flower_route
kind: entry
title: {TEXT}
open: [{{{SINCE}}}]
scheme: garden
require: {{all: [garden.flower]}}
"""
ROWS = """name,effective_after,effective_from,effective_until
Common foxglove,,2020-01-01,
Wood anemone,2021-03-31,2021-07-01,
Sweet violet,,2024-01-01,
Alpine thistle,,2020-01-01,2020-12-31
Alpine thistle,,2021-01-01,
"""


@pytest.fixture(scope="module")
def flowers(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder = tmp_path_factory.mktemp("flowers")
    (folder / "flowers.csv").write_text(ROWS, encoding="utf-8")
    sections, route = LIST.split("route:")
    overlay(folder, f"{sections}---\nroute:{route}")
    return load_policy(folder, base=GARDENS)


@pytest.mark.parametrize(
    ("flower", "day", "expected"),
    [
        ("Common foxglove", date(2022, 12, 31), "met"),
        ("Common foxglove", date(2023, 6, 1), "met"),
        ("Sea holly", date(2022, 12, 31), "not_met"),
        ("Sea holly", date(2023, 1, 1), "unsourced"),
        ("Sea holly", date(2023, 12, 31), "unsourced"),
        ("Sea holly", date(2024, 1, 1), "not_met"),
    ],
)
def test_a_name_that_is_not_known_of_an_incomplete_list_is_unsourced(
    flowers: Policy, flower: str, day: date, expected: str
) -> None:
    assert status(flowers, "garden.flower", {"flower": flower}, day) == expected


def test_a_row_known_to_begin_later_is_not_on_an_incomplete_list(flowers: Policy) -> None:
    assert status(flowers, "garden.flower", {"flower": "Sweet violet"}, date(2023, 6, 1)) == "not_met"


def test_a_name_that_resembles_a_row_of_an_incomplete_list_is_asked_for(flowers: Policy) -> None:
    assert status(flowers, "garden.flower", {"flower": "Foxglove"}, date(2023, 6, 1)) == "unknown"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 3, 31), "not_met"),
        (date(2021, 4, 1), "unsourced"),
        (date(2021, 6, 30), "unsourced"),
        (date(2021, 7, 1), "met"),
    ],
)
def test_a_row_of_an_uncertain_start_is_unsourced_until_it_certainly_began(
    flowers: Policy, day: date, expected: str
) -> None:
    assert status(flowers, "garden.flower", {"flower": "Wood anemone"}, day) == expected


def test_a_name_that_resembles_one_row_of_several_is_asked_for_while_any_is_in_force(flowers: Policy) -> None:
    assert status(flowers, "garden.flower", {"flower": "Alpin thistle"}, date(2022, 6, 1)) == "unknown"
