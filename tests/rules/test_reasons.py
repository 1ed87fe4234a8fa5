"""One sentence says why a criterion is met, is not, or is open."""

from datetime import date
from typing import Any

import pytest

from kaitak.rules import Policy, assess, explained, load_policy
from tests.rules.asking import DAY

SKILLED = {
    "applicant": {"date_of_birth": "1990-05-01", "nationalities": ["GBR"], "local": False},
    "work": [{"from": "2020-01-01", "until": "2023-12-31", "full_time": True}],
    "schooling": [{"school": "Nowhere College", "left": 2010, "honorary": True}],
}


def why(policy: Policy, criterion: str, profile: Any, lang: str = "en", day: date = DAY) -> str:
    """Return the sentence on a criterion, from the first route that has it."""
    found = explained(policy, profile, assess(policy, profile, day=day, lang=lang), lang)
    return str(
        next(one["why"] for route in found["routes"] for one in route["criteria"] if one["id"] == criterion)
    )


@pytest.mark.parametrize(
    ("criterion", "sentence"),
    [
        ("garden.experience", "Met, because the answers come to 19 months and the rule says 18 months."),
        (
            "garden.school",
            "Not met, because of these answers: Honorary (yes), School (Nowhere College).",
        ),
        ("garden.guild", "Open until this is known: In the guild."),
        ("garden.manners", "Left to an officer, who judges it from the whole application."),
        (
            "garden.wage",
            "Open until this is known: Craft, Pay.",
        ),
        ("garden.not_local", "Met, because of these answers: Lives in the county (no)."),
    ],
)
def test_a_sentence_says_why(gardens: Policy, criterion: str, sentence: str) -> None:
    assert why(gardens, criterion, SKILLED) == sentence


def test_what_is_not_published_says_that_no_answer_could_settle_it(gardens: Policy) -> None:
    told = why(gardens, "garden.wage", {"offer": {"craft": "trees", "pay": 9000}})

    assert told == "Open, because what exactly is required is not published; no answer could settle it."


def test_the_sentence_is_written_in_each_language(gardens: Policy) -> None:
    told = {lang: why(gardens, "garden.not_local", SKILLED, lang) for lang in ("zh-Hant", "zh-Hans")}

    assert told == {
        "zh-Hant": "符合：取決於以下答案：居於本縣（否）。",
        "zh-Hans": "符合：取决于以下答案：居于本县（否）。",
    }


def test_those_who_join_are_told_by_their_own_answers(gardens: Policy) -> None:
    profile = {"family": {"partner": {"nationalities": ["AFG"]}}}
    day = date(2021, 6, 1)

    found = explained(gardens, profile, assess(gardens, profile, day=day))

    told = found["dependants"][0]["routes"][0]["criteria"][0]["why"]
    assert told == "Not met, because “Nationalities” comes to: Afghanistan."


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_every_criterion_of_the_packaged_policy_has_its_sentence(lang: str) -> None:
    policy = load_policy()
    profile = {"applicant": {"nationalities": ["CUB"]}, "family": {"spouse": {"accompanying": True}}}

    found = explained(policy, profile, assess(policy, profile, day=date(2026, 3, 1), lang=lang), lang)

    routes = [*found["routes"], *found["dependants"][0]["routes"]]
    told = [item["why"] for route in routes for item in route["criteria"]]
    assert told
    assert [one for one in told if not one.endswith((".", "。")) or "{" in one] == []
