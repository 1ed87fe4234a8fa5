"""Every rule is pinned by worked cases: on both sides of each change and of each threshold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from kaitak.rules import Policy, load_policy, packaged_folder
from kaitak.rules.cases import Case, load_cases
from kaitak.rules.coverage import has_threshold, uncovered


def case(day: str, expect: Mapping[str, Any], profile: Mapping[str, Any] | None = None) -> Case:
    return Case("cases.yaml", "A case", expect, profile or {}, {"applied_on": date.fromisoformat(day)})


def missing(policy: Policy, name: str, *cases: Case) -> list[str]:
    """Return what is said to be missing of one thing."""
    return [str(fault) for fault in uncovered(policy, cases) if fault.key == name]


def test_no_change_and_no_threshold_of_the_packaged_policy_lacks_a_case() -> None:
    found = uncovered(load_policy(), load_cases(packaged_folder()))

    assert not found, "Write a worked case for each:\n" + "\n".join(map(str, found))


def test_a_change_without_cases_is_named_with_the_days_that_are_wanted(gardens: Policy) -> None:
    assert missing(gardens, "garden.excluded") == [
        "figure: garden.excluded: no case on 2021-12-31, the day before it changed",
        "figure: garden.excluded: no case on 2022-01-01, its first day",
    ]


def test_cases_on_the_day_before_and_on_the_day_are_enough(gardens: Policy) -> None:
    cases = [case(day, {"garden.excluded": []}) for day in ("2021-12-31", "2022-01-01")]

    assert missing(gardens, "garden.excluded", *cases) == []


def test_an_uncertain_start_is_pinned_on_either_day_before(gardens: Policy) -> None:
    early = case("2024-03-30", {"months_worked": 1})
    late = case("2024-04-01", {"months_worked": 1})

    told = [missing(gardens, "months_worked", one) for one in (early, late)]

    assert told == [["derivation: months_worked: no case on 2024-04-02, its first day"]] * 2


def test_a_criterion_speaks_for_the_counting_behind_it(gardens: Policy) -> None:
    cases = [case(day, {"garden.experience": "met"}) for day in ("2024-04-01", "2024-04-02")]

    assert missing(gardens, "months_worked", *cases) == []


def test_a_threshold_wants_a_case_on_each_side(gardens: Policy) -> None:
    met = case("2024-06-01", {"garden.age": "met"})
    not_met = case("2024-06-01", {"garden.age": "not_met"})

    assert missing(gardens, "garden.age", met) == [
        "criterion: garden.age: no case on the side of its threshold where it is not_met"
    ]
    assert missing(gardens, "garden.age", met, not_met) == []


@pytest.mark.parametrize(
    ("prizes", "side"), [(3, "not_met"), (2, "met")], ids=["all three prizes", "one prize too few"]
)
def test_points_speak_for_the_awards_they_are_made_of(gardens: Policy, prizes: int, side: str) -> None:
    one = case("2024-06-01", {"garden.points.points": 0}, {"prizes": prizes})

    told = missing(gardens, "garden.three_prizes", one)

    assert told == [
        f"criterion: garden.three_prizes: no case on the side of its threshold where it is {side}"
    ]


def test_only_what_is_ordered_has_a_threshold(gardens: Policy) -> None:
    tests = {name: one.timeline.versions[-1].content.test for name, one in gardens.criteria.items()}

    assert has_threshold(gardens, tests["garden.experience"])
    assert not has_threshold(gardens, tests["garden.nationality"])
    assert not has_threshold(gardens, tests["garden.guild"])
