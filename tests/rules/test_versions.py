"""Dated versions: exact, uncertain, moments, ends."""

from datetime import date, datetime
from typing import Any

import pytest

from kaitak.rules import Policy
from kaitak.rules.dates import HONG_KONG
from kaitak.rules.loading.building import start_of
from kaitak.rules.versions import Span, Timeline, Version, span_of
from tests.rules.asking import ADULT, criterion, route, status


def timeline(*starts: object, until: date | None = None) -> Timeline:
    versions: list[Version] = []
    for number, raw in enumerate(starts):
        start = start_of(raw, versions[-1].start if versions else None)
        versions.append(Version(start, number, "gazette", until=until if number == len(starts) - 1 else None))
    return Timeline(tuple(versions))


def on(line: Timeline, day: date | datetime) -> list[int | None]:
    return [None if one is None else one.content for one in line.candidates(span_of(day))]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2022, 12, 27), [0]), (date(2022, 12, 28), [1]), (date(2019, 12, 31), [None])]
)
def test_a_version_holds_from_its_first_day(day: date, expected: list[int | None]) -> None:
    line = timeline("2020-01-01", "2022-12-28")

    found = on(line, day)

    assert found == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2025, 5, 7), [0]), (date(2025, 5, 8), [0, 1]), (date(2025, 5, 9), [1])]
)
def test_between_after_and_by_either_could_hold(day: date, expected: list[int]) -> None:
    line = timeline("2020-01-01", {"after": "2025-05-07", "by": "2025-05-09"})

    assert on(line, day) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2020, 1, 1), [0]), (date(2024, 9, 11), [0, 1]), (date(2024, 9, 12), [1])]
)
def test_what_is_in_force_by_a_day_may_have_begun_any_day_before(day: date, expected: list[int]) -> None:
    line = timeline("2020-01-01", {"by": "2024-09-12"})

    assert on(line, day) == expected


def test_what_began_on_a_day_nobody_published_has_always_held_until_the_next() -> None:
    line = timeline("unpublished", "2022-12-28")

    assert on(line, date(1990, 1, 1)) == [0]
    assert on(line, date(2022, 12, 28)) == [1]


def test_what_may_have_begun_after_a_day_stays_open() -> None:
    line = timeline("2020-01-01", {"after": "2026-02-28"})

    found = [on(line, day) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2099, 1, 1))]

    assert found == [[0], [0, 1], [0, 1]]


def test_a_moment_is_compared_to_the_second_and_a_mere_day_leaves_it_open() -> None:
    line = timeline("2019-03-25", "2025-02-26T11:00+08:00")
    before = datetime(2025, 2, 26, 10, 59, 59, tzinfo=HONG_KONG)

    assert on(line, before) == [0]
    assert on(line, before.replace(hour=11, minute=0, second=0)) == [1]
    assert on(line, date(2025, 2, 26)) == [0, 1]


def test_after_the_last_day_of_an_ended_thing_there_is_none() -> None:
    line = timeline("2020-01-01", until=date(2022, 6, 30))

    assert on(line, date(2022, 6, 30)) == [0]
    assert on(line, date(2022, 7, 1)) == [None]


def test_an_unknown_day_asks_every_version() -> None:
    line = timeline("2020-01-01", "2022-12-28")

    assert on(line, None) == [None, 0, 1]  # type: ignore[arg-type]
    assert isinstance(span_of(None), Span)


def test_one_answer_from_both_versions_is_the_answer(gardens: Policy) -> None:
    long_ago = {"work": [{"from": "2015-01-01", "until": "2019-12-31", "full_time": True}]}
    between = {"work": [{"from": "2021-06-01", "until": "2022-08-31", "full_time": True}]}
    day = date(2022, 9, 1)

    assert status(gardens, "garden.experience", long_ago, day) == "met"
    assert status(gardens, "garden.experience", between, day) == "unsourced"


def test_where_a_derivation_starts_uncertainly_the_answers_are_joined(gardens: Policy) -> None:
    long_ago = {"work": [{"from": "2015-01-01", "until": "2019-12-31", "full_time": True}]}

    statuses = [
        status(gardens, "garden.experience", long_ago, date(2024, month, day))
        for month, day in ((3, 30), (3, 31), (4, 2))
    ]

    assert statuses == ["met", "unsourced", "not_met"]


def test_a_stay_is_chosen_by_the_day_of_approval(gardens: Policy) -> None:
    trees = {"applicant": ADULT, "offer": {"craft": "trees"}}

    def stay(day: date, approved: date | None) -> int | None:
        return route(gardens, "garden.skilled", trees, day, approved_on=approved)["initial_stay_months"]  # type: ignore[no-any-return]

    assert stay(date(2024, 12, 1), date(2024, 12, 31)) == 24
    assert stay(date(2024, 12, 1), date(2025, 1, 1)) == 36
    assert stay(date(2024, 12, 1), None) is None
    assert stay(date(2025, 1, 1), None) == 36


def test_an_open_case_of_a_stay_leaves_it_open(gardens: Policy) -> None:
    answer = route(gardens, "garden.skilled", {"applicant": ADULT}, date(2025, 6, 1))

    assert answer["initial_stay_months"] is None
    assert answer["initial_stay"]["possible_months"] == [12, 36]
    assert answer["initial_stay"]["missing"] == ["offer.craft"]


def test_what_is_not_required_is_met_and_not_listed(gardens: Policy) -> None:
    answer = route(gardens, "garden.skilled", {}, date(2020, 7, 1))

    assert "garden.school" not in [one["id"] for one in answer["criteria"]]


def test_a_text_is_filled_from_the_version_of_the_day(gardens: Policy) -> None:
    texts = [
        criterion(gardens, "garden.nationality", {}, day)["text"]
        for day in (date(2021, 12, 31), date(2022, 1, 1))
    ]

    assert texts == ["Not of Afghanistan.", "Not of none."]


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2020, 5, 31), "closed"),
        (date(2020, 6, 1), "undetermined"),
        (date(2029, 12, 31), "undetermined"),
        (date(2030, 1, 1), "closed"),
    ],
)
def test_a_route_is_closed_before_it_opens_and_after_it_ends(
    gardens: Policy, day: date, verdict: str
) -> None:
    answer = route(gardens, "garden.skilled", {}, day)

    assert answer["verdict"] == verdict


def test_a_route_that_may_be_open_is_undetermined(gardens: Policy) -> None:
    passing = {"prizes": 3, "guild": True, "applicant": {"local": True}}

    verdicts = [
        route(gardens, "garden.points", passing, day)["verdict"]
        for day in (date(2020, 12, 31), date(2021, 1, 1))
    ]

    assert verdicts == ["undetermined", "meets"]


@pytest.mark.parametrize(
    ("contract", "months", "possible", "missing"),
    [
        ({}, None, [], ["offer.months"]),
        ({"offer": {"months": 12}}, 12, [12], []),
        ({"offer": {"months": 24}}, 24, [24], []),
        ({"offer": {"months": 25}}, 24, [24], []),
    ],
)
def test_a_stay_is_no_longer_than_the_months_that_cap_it(
    gardens: Policy, contract: dict[str, Any], months: int | None, possible: list[int], missing: list[str]
) -> None:
    day = date(2024, 6, 1)

    answer = route(gardens, "garden.anyone", contract, day, approved_on=day)

    assert answer["initial_stay_months"] == months
    assert answer["initial_stay"]["possible_months"] == possible
    assert answer["initial_stay"]["missing"] == missing
