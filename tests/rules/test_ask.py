"""The questions: the first settles most, and asking until nothing is left settles all that can be settled."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kaitak.rules import Fact, Policy, ask, decide, next_questions
from kaitak.rules.nodes import facts_in
from kaitak.rules.profile import at
from tests.rules.test_agreement import days, people
from tests.rules.test_agreement import policy as gardeners
from tests.rules.test_any_profile import POLICY, profiles
from tests.rules.test_any_profile import days as later_days

DAY = date(2024, 6, 1)


def with_answer(profile: dict[str, Any], fact: Fact, whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return a profile with what a whole one says of a fact."""
    answer = dict(profile)
    *branches, leaf = fact.path.split(".")
    target = answer
    for branch in branches:
        target[branch] = dict(target.get(branch) or {})
        target = target[branch]
    target[leaf] = at(whole, fact.path)
    return answer


def interviewed(
    policy: Policy, whole: Mapping[str, Any], day: date, schemes: list[str] | None = None
) -> tuple[dict[str, Any], int]:
    """Return the profile after asking until nothing is left to ask, and how many questions it took."""
    profile: dict[str, Any] = {}
    asked: list[str] = []
    while questions := next_questions(policy, profile, day=day, schemes=schemes, skipped=asked):
        profile = with_answer(profile, questions[0].fact, whole)
        asked.append(questions[0].fact.name)
    return profile, len(asked)


def told(policy: Policy, profile: Mapping[str, Any], day: date = DAY, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(policy, profile, day=day, **more)["questions"]
    return found


@settings(max_examples=100, deadline=None)
@given(people, days)
def test_asking_until_nothing_is_left_settles_what_can_be_settled(whole: dict[str, Any], day: date) -> None:
    profile, _ = interviewed(gardeners, whole, day)

    assert decide(gardeners, profile, day=day) == decide(gardeners, whole, day=day)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(profiles, later_days)
def test_the_packaged_policy_is_settled_by_asking_too(whole: dict[str, Any], day: date) -> None:
    told = untold_to_officers(POLICY, {**whole, "submitted_at": None, "approved_on": None, "paid_on": None})

    profile, _ = interviewed(POLICY, told, day)

    assert decide(POLICY, profile, day=day) == decide(POLICY, told, day=day)


def untold_to_officers(policy: Policy, profile: dict[str, Any]) -> dict[str, Any]:
    """Return a profile without the facts that only officers judge by: nobody is asked for these."""
    judged = {
        fact
        for one in policy.criteria.values()
        for version in one.timeline.versions
        if version.content.judgement
        for fact in facts_in(version.content.test)
    }
    for name in judged & set(policy.facts):
        profile = with_answer(profile, policy.facts[name], {})
    return profile


def test_the_first_question_is_the_one_most_verdicts_hang_on(gardens: Policy) -> None:
    questions = told(gardens, {})

    assert questions[0]["settles"] == max(one["settles"] for one in questions)
    assert set(questions[0]["routes"]) <= {"garden.skilled", "garden.anyone", "garden.points"}


def test_what_is_told_is_not_asked_again(gardens: Policy) -> None:
    questions = told(gardens, {"applicant": {"date_of_birth": "1990-05-01", "local": True}})

    assert not {"date_of_birth", "local"} & {one["fact"] for one in questions}


def test_what_cannot_matter_any_more_is_not_asked(gardens: Policy) -> None:
    child = {"applicant": {"date_of_birth": "2015-05-01"}}

    names = {one["fact"] for one in told(gardens, child)}

    assert names == {"prizes", "guild", "local"}


def test_a_prize_that_adds_nothing_is_not_asked_about(gardens: Policy) -> None:
    answer = ask(gardens, {"guild": True, "applicant": {"local": True}}, day=DAY)

    assert answer["settled"]["garden.points"] == "meets"


def test_a_skipped_question_is_not_asked(gardens: Policy) -> None:
    first = told(gardens, {})[0]["fact"]

    assert first not in {one["fact"] for one in told(gardens, {}, skipped=[first])}


def test_a_name_that_a_list_is_unsure_of_is_the_next_question(gardens: Policy) -> None:
    profile = {
        "applicant": {"date_of_birth": "1990-05-01", "local": True, "nationalities": []},
        "work": [{"from": "2020-01-01", "full_time": True}],
        "prizes": 0,
        "guild": False,
        "schooling": [{"school": "Moss Univ", "honorary": False}],
    }

    questions = told(gardens, profile, day=date(2023, 12, 1))

    assert [one["fact"] for one in questions] == ["schooling"]
    assert questions[0]["unsure"] == {"schooling[0].school": ["University of Moss (UM)"]}


def test_only_the_routes_of_a_kind_are_asked_about() -> None:
    entry = ask(POLICY, {}, day=date(2026, 3, 1), kinds=["entry"])

    assert {POLICY.routes[name].kind for name in entry["open"]} == {"entry"}
    assert "limit_of_stay" not in [one["fact"] for one in entry["questions"][:5]]


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_a_question_comes_with_its_words(gardens: Policy, lang: str) -> None:
    craft = next(one for one in told(gardens, {}, lang=lang) if one["fact"] == "craft")

    assert craft["question"] == gardens.facts["craft"].question.in_language(lang)  # type: ignore[union-attr]
    assert set(craft["values"]) == {"roses", "trees"}
