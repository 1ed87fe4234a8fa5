"""Improvements are minimal, really make the route pass, and never touch what nobody can change."""

from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitak.rules import Policy, UnknownName, decide, improve
from kaitak.rules.completion import listing
from kaitak.rules.generate import compiled_for
from kaitak.rules.improving.means import changeable, means_of
from kaitak.rules.matter import Matter
from kaitak.rules.profile import Person
from tests.rules.test_agreement import days, people
from tests.rules.test_agreement import policy as gardeners
from tests.rules.test_any_profile import POLICY

DAY = date(2024, 6, 1)
ROUTES = ["garden.skilled", "garden.anyone", "garden.points"]
GROWN = {"date_of_birth": "1990-05-01", "local": False, "nationalities": ["GBR"]}


def enough_groups(profile: dict[str, Any], route: str, day: date) -> set[frozenset[str]]:
    """Return the smallest groups of things to change that can make a route pass, by trying everything."""
    matter = Matter(gardeners, Person(profile), {"applied_on": day})
    compiled = compiled_for(matter, [gardeners.route(route)])
    facts = {name: matter.fact(name).value for name in compiled.facts}
    means, listed = means_of(matter, compiled, day), listing(matter)
    groups = sorted({one.group for one in means.values()})
    found: set[frozenset[str]] = set()
    for size in range(1, len(groups) + 1):
        for chosen in map(frozenset, combinations(groups, size)):
            free = [name for name, one in means.items() if one.group in chosen]
            values = [[means[name].now, *(one.value for one in means[name].options)] for name in free]
            tried = (
                compiled.run({**facts, **dict(zip(free, one, strict=True))}, listed)[0]
                for one in product(*values)
            )
            if not any(one <= chosen for one in found) and any(truth is not False for truth in tried):
                found.add(chosen)
    return found


@settings(max_examples=25, deadline=None)
@given(people, days, st.sampled_from(ROUTES))
def test_every_improvement_is_found_and_minimal(profile: dict[str, Any], day: date, route: str) -> None:
    answer = improve(gardeners, profile, route, day=day)
    now = [one for one in answer["improvements"] if "wait_until" not in one]

    groups = {
        change["fact"]: change["by"].rpartition(".")[0] or change["by"]
        for one in now
        for change in one["changes"]
    }
    sets = {frozenset(groups[change["fact"]] for change in one["changes"]) for one in now}
    assert sets == (enough_groups(profile, route, day) if answer["verdict"] == "fails" else set())


@settings(max_examples=25, deadline=None)
@given(people, days, st.sampled_from(ROUTES))
def test_each_improvement_makes_the_route_pass_and_no_part_of_it_does(
    profile: dict[str, Any], day: date, route: str
) -> None:
    answer = improve(gardeners, profile, route, day=day)

    for one in answer["improvements"]:
        on = date.fromisoformat(one.get("wait_until", day.isoformat()))
        assert after(profile, one["changes"], route, on) == one["gives"] != "fails"
        for size in range(len(one["changes"])):
            for some in combinations(one["changes"], size):
                assert after(profile, list(some), route, on) in ("fails", "closed")


def after(profile: dict[str, Any], changes: list[dict[str, Any]], route: str, day: date) -> str:
    given_ = {change["fact"]: change["to"] for change in changes}
    return decide(gardeners, {**profile, "facts": given_}, day=day)[route]


def test_the_least_effort_comes_first(gardens: Policy) -> None:
    poor = {
        "applicant": GROWN,
        "offer": {"craft": "roses", "pay": 9000},
        "work": [{"from": "2020-01-01", "full_time": True}],
        "schooling": [{"school": "Garden School", "honorary": False}],
    }

    found = improve(gardens, poor, "garden.skilled", day=DAY)

    assert found["verdict"] == "fails"
    assert [[(one["fact"], one["to"]) for one in each["changes"]] for each in found["improvements"]] == [
        [("pay", 10000)]
    ]
    assert found["improvements"][0]["changes"][0]["to_text"] == "HK$10,000"


def test_waiting_is_an_improvement_where_time_is_enough(gardens: Policy) -> None:
    novice = {
        "applicant": GROWN,
        "offer": {"craft": "roses", "pay": 20000},
        "work": [{"from": "2024-01-01", "full_time": True}],
        "schooling": [{"school": "Garden School", "honorary": False}],
    }

    found = improve(gardens, novice, "garden.skilled", day=DAY)["improvements"]

    assert [one for one in found if one.get("wait_until") == "2025-07-01" and not one["changes"]]
    assert [one["changes"][0]["fact"] for one in found if "wait_until" not in one] == ["months_worked"]


def test_waiting_and_changing_are_put_together_where_neither_is_enough(gardens: Policy) -> None:
    young = {
        "applicant": {**GROWN, "date_of_birth": "2006-09-01"},
        "offer": {"craft": "roses", "pay": 9000},
        "work": [{"from": "2020-01-01", "full_time": True}],
        "schooling": [{"school": "Garden School", "honorary": False}],
    }

    found = improve(gardens, young, "garden.skilled", day=DAY)["improvements"]

    assert [(one["wait_until"], [each["fact"] for each in one["changes"]]) for one in found] == [
        ("2024-09-01", ["pay"])
    ]


def test_there_is_nothing_to_improve_where_nothing_fails(gardens: Policy) -> None:
    assert improve(gardens, {}, "garden.points", day=DAY)["improvements"] == []


def test_what_cannot_be_changed_has_no_improvement(gardens: Policy) -> None:
    locals_ = {"applicant": {**GROWN, "local": True}}

    found = improve(gardens, locals_, "garden.anyone", day=DAY)

    assert (found["verdict"], found["improvements"]) == ("fails", [])


def test_neither_age_nor_nationality_is_ever_changed() -> None:
    facts = set(changeable(POLICY))

    assert facts
    assert not facts & {"date_of_birth", "nationalities", "passport", "place_of_birth", "criminal_record"}


def test_a_route_that_is_not_there_is_refused(gardens: Policy) -> None:
    with pytest.raises(UnknownName, match="there is no route"):
        improve(gardens, {}, "garden.wizard", day=DAY)
