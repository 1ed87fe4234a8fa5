"""Two days side by side, for the policy and for a person."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaitak.rules import InputError, Policy, compare, load_policy
from tests.rules.conftest import GARDENS

POLICY = ["--policy", str(GARDENS)]
EARLY, LATE = date(2021, 6, 1), date(2024, 6, 1)


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in found]


def test_what_differs_is_told_by_kind(gardens: Policy) -> None:
    found = compare(gardens, EARLY, LATE)

    assert ids(found["figures"]) == ["garden.months", "garden.pay", "garden.excluded"]
    assert ids(found["countings"]) == ["months_worked"]
    assert ids(found["quotas"]) == ["garden.2024"]
    assert ids(found["documents"]) == ["garden.entry.applicant.rose_proof"]


def test_each_side_says_what_holds_and_where_it_is_published(gardens: Policy) -> None:
    figures = compare(gardens, EARLY, LATE)["figures"]

    months = figures[0]
    assert (months["before"]["text"], months["after"]["text"]) == ("12 months / 18 months", "18 months")
    assert months["after"]["source"]["confidence"] == "press"


def test_one_day_beside_itself_differs_in_nothing(gardens: Policy) -> None:
    found = compare(gardens, LATE, LATE, {})

    assert all(found[kind] == [] for kind in ("routes", "criteria", "figures", "lists", "fees", "changes"))
    assert found["person"]["turned"] == 0


def test_a_list_says_what_was_added_and_removed() -> None:
    found = compare(load_policy(), date(2025, 12, 31), date(2026, 1, 1), schemes=["ttps"])

    (universities,) = found["lists"]
    assert "Adelaide University" in universities["added"]
    assert "Ecole Polytechnique" in universities["removed"]


def test_routes_that_opened_in_between_are_told_and_not_their_criteria() -> None:
    found = compare(load_policy(), date(2025, 6, 29), date(2025, 6, 30), schemes=["tps"])

    assert [(one["before"]["state"], one["after"]["state"]) for one in found["routes"]] == [
        ("closed", "open")
    ] * len(found["routes"])
    assert len(found["routes"]) >= 2
    assert found["criteria"] == []


def test_for_a_person_verdicts_and_criteria_turn_with_the_change_that_turned_them(gardens: Policy) -> None:
    profile = {"applicant": {"nationalities": ["AFG"]}}

    person = compare(gardens, EARLY, LATE, profile)["person"]

    skilled = next(one for one in person["routes"] if one["route"] == "garden.skilled")
    turned = next(one for one in skilled["criteria"] if one["id"] == "garden.nationality")
    assert (skilled["before"], skilled["after"]) == ("fails", "undetermined")
    assert (turned["before"], turned["after"]) == ("not_met", "met")
    assert turned["because"] == ["2022-01-01.figure.garden.excluded.value"]
    assert turned["why_after"].startswith("Met, because")


def test_where_only_time_has_passed_no_change_is_named(gardens: Policy) -> None:
    profile = {"applicant": {"date_of_birth": "2003-06-01"}}

    person = compare(gardens, date(2021, 5, 31), date(2021, 6, 1), profile)["person"]

    turned = [one for route in person["routes"] for one in route["criteria"] if one["id"] == "garden.age"]
    assert [(one["before"], one["after"], one["because"]) for one in turned] == [("not_met", "met", [])] * 2


def test_the_packaged_policy_tells_a_national_of_vietnam_what_october_2023_meant() -> None:
    profile = {"applicant": {"nationalities": ["VNM"]}}

    found = compare(load_policy(), date(2023, 10, 24), date(2023, 10, 25), profile, schemes=["ttps"])

    verdicts = {one["route"]: (one["before"], one["after"]) for one in found["person"]["routes"]}
    assert verdicts["ttps.a"] == ("fails", "undetermined")
    assert ids(found["figures"]) == ["ttps.excluded_nationalities"]


def test_days_in_the_wrong_order_are_refused(gardens: Policy) -> None:
    with pytest.raises(InputError, match="2021-06-01 is before 2024-06-01"):
        compare(gardens, LATE, EARLY)


def test_the_commands_tell_it_in_words_and_as_json(kaitak: Any, tmp_path: Path) -> None:
    profile = tmp_path / "p.yaml"
    profile.write_text("applicant: {nationalities: [AFG]}", encoding="utf-8")
    days = ["--from", "2021-06-01", "--to", "2024-06-01", *POLICY]

    code, out, err = kaitak("compare", str(profile), *days)
    as_json = json.loads(kaitak("compare", str(profile), *days, "--json")[1])

    assert (code, err) == (0, "")
    assert "+ 18 months" in out
    assert "garden.nationality: not met → met" in out
    assert as_json["person"]["turned"] == 1


def test_changes_and_explain_are_commands_too(kaitak: Any, tmp_path: Path) -> None:
    profile = tmp_path / "p.yaml"
    profile.write_text("{guild: true}", encoding="utf-8")

    listed = kaitak("changes", "--scheme", "garden", *POLICY)[1]
    explained = kaitak("explain", "garden.guild", str(profile), "--on", "2024-06-01", *POLICY)[1]
    history = json.loads(kaitak("explain", "garden.school", "--json", *POLICY)[1])

    assert "24 months became 36 months  (gazette)" in listed
    assert "garden.points: Met, because of these answers: In the guild (yes)." in explained
    assert [one["state"] for one in history["criterion"]["versions"]] == ["not_required", "tested"]


def test_compare_names_the_option_that_is_wrong(kaitak: Any) -> None:
    code, _, err = kaitak("compare", "--from", "yesterday")

    assert code == 2
    assert err.startswith("--from: give a day")
