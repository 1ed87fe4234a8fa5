"""Overlays: they add, supply what is unsourced, and replace only what they name."""

from datetime import date
from pathlib import Path

import pytest

from kaitak.rules import PolicyFault, load_policy
from tests.rules.asking import criterion, status
from tests.rules.conftest import GARDENS
from tests.rules.test_loading import ROUTE, TEXT, overlay

OURS = "sources: {ours: {publisher: Us, title: Table, operator: true}}\n"
DAY = date(2024, 6, 1)


def test_an_overlay_supplies_what_is_unsourced(tmp_path: Path) -> None:
    text = "figures: [{id: garden.pay, versions: [{from: 2020-01-01, values: {trees: 9}, source: ours}]}]"
    folder = overlay(tmp_path / "o", OURS + text)
    policy = load_policy(folder, base=GARDENS)
    offer = {"offer": {"craft": "trees", "pay": 9}}

    assert status(policy, "garden.wage", offer, date(2023, 6, 1)) == "met"
    assert status(load_policy(base=GARDENS), "garden.wage", offer, date(2023, 6, 1)) == "unsourced"


def test_of_a_keyed_figure_only_the_open_keys_are_supplied(tmp_path: Path) -> None:
    text = OURS + "figures: [{id: garden.pay, versions: [{from: 2024-01-01, values: {%s: 9}, source: ours}]}]"
    policy = load_policy(overlay(tmp_path / "a", text % "trees"), base=GARDENS)

    found = {craft: policy.figure_on("garden.pay", DAY, craft) for craft in ("roses", "trees")}

    assert found == {"roses": 10000, "trees": 9}
    with pytest.raises(PolicyFault, match="a sourced version begins on 2024-01-01; name it with `replaces`"):
        load_policy(overlay(tmp_path / "b", text % "roses"), base=GARDENS)


def test_a_version_that_is_named_is_replaced_and_shown_as_the_operator_s(tmp_path: Path) -> None:
    text = """criteria:
- id: garden.age
  versions: [{from: 2020-01-01, replaces: 2020-01-01, test: age(date_of_birth) >= 21, source: ours}]
"""
    policy = load_policy(overlay(tmp_path / "o", OURS + text), base=GARDENS)

    found = criterion(policy, "garden.age", {"applicant": {"date_of_birth": "2004-06-01"}}, DAY)

    assert found["status"] == "not_met"
    assert found["source"]["operator"] is True


def test_a_later_version_is_added(tmp_path: Path) -> None:
    text = "figures: [{id: garden.least_age, versions: [{from: 2024-01-01, value: 40, source: ours}]}]"
    policy = load_policy(overlay(tmp_path / "o", OURS + text), base=GARDENS)

    values = [policy.figure_on("garden.least_age", day) for day in (date(2023, 12, 31), date(2024, 1, 1))]

    assert values == [18, 40]


def test_an_operator_s_choice_is_replaced_by_saying_so(tmp_path: Path) -> None:
    choice = f"operator: {{signing_age: {{value: 15, question: {TEXT}, reason: {TEXT}%s}}}}"

    policy = load_policy(overlay(tmp_path / "a", choice % ", replaces: true"), base=GARDENS)

    assert policy.operator("signing_age") == 15
    with pytest.raises(PolicyFault, match="write `replaces: true`"):
        load_policy(overlay(tmp_path / "b", choice % ""), base=GARDENS)


def test_later_overlays_lie_over_earlier_ones(tmp_path: Path) -> None:
    text = "figures: [{id: garden.least_age, versions: [{from: 2024-01-01, value: %s, source: gazette%s}]}]"
    first = overlay(tmp_path / "a", text % (40, ""))
    second = overlay(tmp_path / "b", text % (50, ", replaces: 2024-01-01"))

    policy = load_policy(first, second, base=GARDENS)

    assert policy.figure_on("garden.least_age", DAY) == 50


def test_an_overlay_brings_a_scheme_of_its_own(tmp_path: Path) -> None:
    texts = f"title: {TEXT}, summary: {TEXT}, for_whom: {TEXT}"
    scheme = f"scheme: {{code: bees, {texts}, official_page: x, source: gazette}}\n---\n"
    route = ROUTE.replace("a.r", "bees.entry") % ("bees", "garden.age")

    policy = load_policy(overlay(tmp_path / "o", scheme + route), base=GARDENS)

    assert [one.id for one in policy.routes_of("bees")] == ["bees.entry"]


def test_a_figure_that_is_supplied_is_shown_with_the_operator_s_source(tmp_path: Path) -> None:
    text = "figures: [{id: garden.pay, versions: [{from: 2024-01-01, values: {trees: 9}, source: ours}]}]"
    policy = load_policy(overlay(tmp_path / "o", OURS + text), base=GARDENS)

    sources = [
        criterion(policy, "garden.wage", {"offer": {"craft": craft}}, DAY)["needed_source"]
        for craft in ("trees", "roses")
    ]

    assert [source["id"] for source in sources] == ["ours", "gazette"]
    assert [source.get("operator", False) for source in sources] == [True, False]
