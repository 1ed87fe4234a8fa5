"""The timeline agrees with assessing day by day, and gives the reason of every turn."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaitak.rules import InputError, Policy, decide, timeline
from tests.rules.test_agreement import people
from tests.rules.test_agreement import policy as gardeners
from tests.rules.test_any_profile import POLICY, profiles

DAY = date(2024, 6, 1)
SPAN = timedelta(days=45)
starts = st.dates(date(2020, 1, 1), date(2025, 6, 1))


def by_day(answer: dict[str, Any]) -> dict[str, dict[date, str]]:
    """Return the verdict of each route on each day of a timeline."""
    found: dict[str, dict[date, str]] = {}
    for route in answer["routes"]:
        verdicts = found.setdefault(route["route"], {})
        for spell in route["spells"]:
            first, last = (date.fromisoformat(spell[key]) for key in ("from", "until"))
            verdicts |= {first + timedelta(days=n): spell["verdict"] for n in range((last - first).days + 1)}
    return found


def assessed(policy: Policy, profile: dict[str, Any], first: date, last: date) -> dict[str, dict[date, str]]:
    found: dict[str, dict[date, str]] = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for name, verdict in decide(policy, profile, day=day).items():
            found.setdefault(name, {})[day] = verdict
    return found


@settings(max_examples=60, deadline=None)
@given(people, starts)
def test_the_timeline_agrees_with_assessing_every_day(profile: dict[str, Any], first: date) -> None:
    last = first + SPAN

    answer = timeline(gardeners, profile, day=first, until=last)

    assert by_day(answer) == assessed(gardeners, profile, first, last)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(profiles, st.dates(date(2022, 12, 20), date(2027, 6, 1)))
def test_the_packaged_policy_s_timeline_agrees_too(profile: dict[str, Any], first: date) -> None:
    last = first + timedelta(days=15)

    answer = timeline(POLICY, profile, day=first, until=last)

    assert by_day(answer) == assessed(POLICY, profile, first, last)


def turns(policy: Policy, profile: dict[str, Any], route: str, **more: Any) -> list[dict[str, Any]]:
    answer = timeline(policy, profile, day=DAY, **more)
    found: list[dict[str, Any]] = next(one for one in answer["routes"] if one["route"] == route)["turns"]
    return found


def test_a_birthday_turns_a_verdict_and_says_so(gardens: Policy) -> None:
    young = {
        "applicant": {"date_of_birth": "2006-09-01", "local": False, "nationalities": ["GBR"]},
        "work": [],
    }

    found = turns(gardens, young, "garden.anyone")

    assert [(one["day"], one["from"], one["to"]) for one in found] == [("2024-09-01", "fails", "meets")]
    because = found[0]["because"][0]
    assert (because["id"], because["cause"]) == ("garden.age", "time")
    assert (because["before"], because["after"]) == ("not_met", "met")
    assert because["source"]["id"] == "gazette"


def test_the_end_of_a_route_is_a_turn(gardens: Policy) -> None:
    found = turns(gardens, {}, "garden.skilled", until=date(2030, 6, 1))

    assert found[-1]["day"] == "2030-01-01"
    assert found[-1]["because"][0]["cause"] == "closes"


def test_months_of_work_turn_a_verdict_when_they_are_full(gardens: Policy) -> None:
    worker = {
        "applicant": {"date_of_birth": "1990-05-01", "local": False, "nationalities": ["GBR"]},
        "offer": {"craft": "roses", "pay": 20000},
        "work": [{"from": "2024-01-01", "full_time": True}],
        "schooling": [{"school": "Garden School", "honorary": False}],
    }

    found = turns(gardens, worker, "garden.skilled", until=date(2026, 1, 1))

    assert [(one["day"], one["to"]) for one in found] == [("2025-07-01", "meets")]
    assert found[0]["because"][0]["id"] == "garden.experience"


def test_a_change_of_the_rules_is_told_from_the_passing_of_time(gardens: Policy) -> None:
    afghan = {"applicant": {"date_of_birth": "1990-05-01", "local": False, "nationalities": ["AFG"]},
              "work": [{"from": "2015-01-01", "full_time": True}]}  # fmt: skip

    answer = timeline(gardens, afghan, day=date(2021, 6, 1), until=date(2022, 6, 1))

    turn = next(one for one in answer["routes"] if one["route"] == "garden.anyone")["turns"][0]
    assert (turn["day"], turn["because"][0]["cause"]) == ("2022-01-01", "rule")


def test_the_past_can_be_asked_for(gardens: Policy) -> None:
    answer = timeline(gardens, {}, day=DAY, since=date(2020, 1, 1), until=DAY)

    skilled = next(one for one in answer["routes"] if one["route"] == "garden.skilled")
    assert skilled["spells"][0] == {"from": "2020-01-01", "until": "2020-05-31", "verdict": "closed"}


@pytest.mark.parametrize("until", [date(2024, 5, 31), date(2099, 1, 1)])
def test_days_that_make_no_timeline_are_refused(gardens: Policy, until: date) -> None:
    with pytest.raises(InputError, match="is a day from 2024-06-01 on"):
        timeline(gardens, {}, day=DAY, until=until)


def test_a_timeline_needs_a_day_to_start_from(gardens: Policy) -> None:
    with pytest.raises(InputError, match="needs the day it starts from"):
        timeline(gardens, {})
