"""The assessment document: verdicts, statuses, points, those who join."""

from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kaitak.rules import FactError, InputError, Policy, UnknownName, assess, load_policy, schema
from tests.rules.asking import ADULT, DAY, criterion, route, status
from tests.rules.conftest import GARDENS

SKILLED = {
    "applicant": {**ADULT, "nationalities": ["GBR"], "local": False},
    "work": [{"from": "2022-01-01", "until": "2024-05-31", "full_time": True}],
    "schooling": [{"school": "EDJ", "honorary": False}],
    "offer": {"craft": "roses", "pay": 10000},
}


def test_every_criterion_met_meets(gardens: Policy) -> None:
    answer = route(gardens, "garden.skilled", SKILLED)

    assert answer["verdict"] == "meets"
    assert answer["initial_stay_months"] == 12
    assert {one["status"] for one in answer["criteria"]} == {"met", "judgement"}


def test_a_criterion_shows_what_was_found_and_needed_with_its_source(gardens: Policy) -> None:
    found = criterion(gardens, "garden.experience", SKILLED)

    assert found["text"] == "18 months of full-time gardening."
    assert (found["found"], found["needed"], found["found_value"], found["needed_value"]) == (
        "24 months",
        "18 months",
        24,
        18,
    )
    assert found["unit"] == "month"
    assert found["source"] == {
        "id": "gazette",
        "at": "rule 2",
        "revised": "2025-01-01",
        "confidence": "official",
        "publisher": "Town Gazette",
        "title": "Rules for gardeners",
        "page": "https://town.example/gazette",
    }


def test_an_assessment_speaks_three_languages(gardens: Policy) -> None:
    texts = [
        criterion(gardens, "garden.experience", SKILLED, lang=lang)["text"]
        for lang in ("en", "zh-Hant", "zh-Hans")
    ]

    assert texts == ["18 months of full-time gardening.", "全職園藝18個月。", "全职园艺18个月。"]


def test_a_figure_that_is_not_published_is_unsourced_and_leaves_the_verdict_open(gardens: Policy) -> None:
    trees = {**SKILLED, "offer": {"craft": "trees", "pay": 10000}}

    assert status(gardens, "garden.wage", trees) == "unsourced"
    assert route(gardens, "garden.skilled", trees)["verdict"] == "undetermined"


def test_without_its_key_a_figure_waits_for_it(gardens: Policy) -> None:
    found = criterion(gardens, "garden.wage", {"offer": {"pay": 10000}})

    assert found["status"] == "unknown"
    assert found["missing"] == ["offer.craft"]


def test_one_criterion_not_met_fails_whatever_is_unknown(gardens: Policy) -> None:
    answer = route(gardens, "garden.skilled", {"applicant": {"date_of_birth": "2010-01-01"}})

    assert answer["verdict"] == "fails"


def test_a_route_that_is_not_the_person_s_fails_by_that_criterion(gardens: Policy) -> None:
    answer = route(gardens, "garden.anyone", {"applicant": {**ADULT, "local": True}, "work": []})

    assert answer["verdict"] == "fails"
    assert answer["criteria"][0]["id"] == "garden.not_local"


@pytest.mark.parametrize(
    ("profile", "least", "most", "verdict"),
    [
        ({}, 0, 50, "undetermined"),
        ({"prizes": 3}, 30, 50, "meets"),
        ({"prizes": 1, "guild": True, "applicant": {"local": True}}, 30, 30, "meets"),
        ({"prizes": 1, "guild": False}, 10, 25, "fails"),
        ({"prizes": 0, "guild": True}, 15, 20, "undetermined"),
    ],
)
def test_points_are_an_interval(
    gardens: Policy, profile: dict[str, Any], least: int, most: int, verdict: str
) -> None:
    answer = route(gardens, "garden.points", profile)

    assert (answer["points"]["least"], answer["points"]["most"]) == (least, most)
    assert answer["points"]["maximum"] == 50
    assert answer["verdict"] == verdict


def test_each_who_joins_is_assessed_by_what_is_said_of_them(gardens: Policy) -> None:
    family = {
        "partner": {"accompanying": True, "nationalities": ["AFG"]},
        "children": [{"date_of_birth": "2010-01-01", "unmarried": True}, {"date_of_birth": "2000-01-01"}],
    }

    answer = assess(gardens, {"applicant": ADULT, "family": family}, day=date(2021, 1, 1))

    verdicts = {one["person"]: one["routes"][0]["verdict"] for one in answer["dependants"]}
    assert verdicts == {"children[0]": "meets", "children[1]": "fails", "partner": "fails"}


def test_what_is_missing_of_a_child_is_named_at_the_child(gardens: Policy) -> None:
    answer = assess(gardens, {"family": {"children": [{"unmarried": True}]}}, day=DAY)

    assert answer["dependants"][0]["routes"][0]["missing"] == ["family.children[0].date_of_birth"]


@pytest.mark.parametrize(
    ("profile", "path", "message"),
    [
        ([], "", "is a map"),
        ({"aplicant": {}}, "aplicant", "did you mean 'applicant'"),
        (
            {"applicant": {"date_of_brith": "1990-01-01"}},
            "applicant.date_of_brith",
            "did you mean 'date_of_birth'",
        ),
        ({"applicant": {"date_of_birth": "1990-02-30"}}, "applicant.date_of_birth", "give a day"),
        ({"applicant": {"local": "perhaps"}}, "applicant.local", "answer true or false"),
        ({"applicant": {"nationalities": ["GB"]}}, "applicant.nationalities[0]", "three-letter code"),
        ({"offer": {"craft": "weeds"}}, "offer.craft", "possible are roses, trees"),
        ({"work": [{"form": "2020-01-01"}]}, "work[0].form", "did you mean 'from'"),
        ({"work": {"from": "2020-01-01"}}, "work", "a list of records"),
        ({"prizes": True}, "prizes", "whole number"),
        ({"facts": {"months_worked": [3]}}, "facts.months_worked", "a list of two"),
        ({"facts": {"months_worked": [3, 2]}}, "facts.months_worked", "the least first"),
        ({"prizes": 10**30}, "prizes", "is more than"),
        ({"facts": {"schoolled": True}}, "facts.schoolled", "did you mean 'schooled'"),
        ({"family": {"children": [{"date_of_birth": 7}]}}, "family.children[0].date_of_birth", "give a day"),
    ],
)
def test_a_wrong_profile_is_refused_at_its_place(
    gardens: Policy, profile: Any, path: str, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        assess(gardens, profile, day=DAY)

    assert caught.value.path == path


def test_an_error_of_a_value_carries_its_code(gardens: Policy) -> None:
    with pytest.raises(FactError) as caught:
        assess(gardens, {"offer": {"craft": "weeds"}}, day=DAY)

    assert (caught.value.code, caught.value.params["value"]) == ("not_a_choice", "'weeds'")


def test_an_unknown_scheme_names_the_nearest(gardens: Policy) -> None:
    with pytest.raises(UnknownName, match="did you mean 'garden'"):
        assess(gardens, {}, day=DAY, schemes=["gardn"])


def test_the_schemas_fit_what_goes_in_and_comes_out(gardens: Policy) -> None:
    jsonschema.validate(SKILLED, schema(gardens, "profile"))
    jsonschema.validate(assess(gardens, SKILLED, day=DAY), schema(gardens, "assessment"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"aplicant": {}}, schema(gardens, "profile"))


def test_a_decided_criterion_names_what_decided_it(gardens: Policy) -> None:
    schools = [{"school": "EDJ", "honorary": True}, {"school": "Nowhere College", "honorary": False}]

    failing = criterion(gardens, "garden.school", {"schooling": schools})
    passing = criterion(
        gardens, "garden.school", {"schooling": [*schools, {"school": "EDJ", "honorary": False}]}
    )
    empty = criterion(gardens, "garden.school", {"schooling": []})

    assert failing["decided_by"] == ["schooling[0].honorary", "schooling[1].school"]
    assert passing["decided_by"] == ["schooling[2].honorary", "schooling[2].school"]
    assert empty["decided_by"] == ["schooling"]
    assert criterion(gardens, "garden.age", {"applicant": ADULT})["decided_by"] == ["applicant.date_of_birth"]


SPONSORED = """
facts:
  sponsor_scheme:
    type: choice
    path: sponsor.scheme
    values: {garden: {en: G, zh-Hant: 園, zh-Hans: 园}, several: {en: S, zh-Hant: 多, zh-Hans: 多}}
    label: {en: Scheme, zh-Hant: 計劃, zh-Hans: 计划}
criteria:
- id: garden.sponsored
  text: {en: Sponsored., zh-Hant: 有保證人。, zh-Hans: 有保证人。}
  versions: [{from: 2020-01-01, test: sponsor_scheme == "garden", source: gazette}]
---
route: garden.guest
scheme: garden
kind: dependant
title: {en: Guest, zh-Hant: 客人, zh-Hans: 客人}
open: [{from: 2020-06-01, source: gazette}]
person: family.guest
require: {all: [garden.sponsored]}
"""


def test_the_scheme_of_a_sponsor_is_the_one_asked_about_or_several(tmp_path: Path) -> None:
    (tmp_path / "guest.yaml").write_text(SPONSORED, encoding="utf-8")
    policy = load_policy(tmp_path, base=GARDENS)
    profile = {"family": {"guest": {"nationalities": ["GBR"]}}}

    one = assess(policy, profile, day=DAY, schemes=["garden"])["dependants"]
    all_of_them = assess(policy, profile, day=DAY, schemes=[])["dependants"]

    assert [person["routes"][0]["verdict"] for person in (*one, *all_of_them)] == ["meets", "fails"]
