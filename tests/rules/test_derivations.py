"""Records become facts: reducers, with pairs where the records have holes."""

from datetime import date
from typing import Any

import pytest

from kaitak.rules import Policy, derive
from tests.rules.asking import DAY, criterion


def fact(policy: Policy, name: str, profile: dict[str, Any], day: date = DAY) -> Any:
    return derive(policy, profile, day)[name]


def months(policy: Policy, *work: dict[str, Any]) -> Any:
    return fact(policy, "months_worked", {"work": list(work)}, date(2023, 7, 1))


def job(first: Any, last: Any = None, *, full_time: bool | None = True) -> dict[str, Any]:
    return {"from": first, "until": last, "full_time": full_time}


def test_a_list_left_out_is_unknown_and_an_empty_one_is_none(gardens: Policy) -> None:
    assert fact(gardens, "schooled", {}) is None
    assert fact(gardens, "schooled", {"schooling": []}) is False
    assert fact(gardens, "months_worked", {}) == [0, None]
    assert months(gardens) == 0


def test_overlapping_and_adjoining_periods_are_joined(gardens: Policy) -> None:
    found = months(
        gardens,
        job("2020-01-01", "2020-08-31"),
        job("2020-06-01", "2020-12-31"),
        job("2021-01-01", "2021-06-30"),
    )

    assert found == 18


def test_left_over_days_of_pieces_count_together(gardens: Policy) -> None:
    assert months(gardens, job("2020-01-01", "2020-01-15")) == 0
    assert months(gardens, job("2020-01-01", "2020-01-15"), job("2020-06-01", "2020-06-15")) == 1


def test_work_that_still_goes_on_runs_to_the_window_s_end(gardens: Policy) -> None:
    assert months(gardens, job("2022-07-01")) == 12


def test_part_time_work_does_not_count_and_unsaid_work_may(gardens: Policy) -> None:
    assert months(gardens, job("2020-01-01", "2020-12-31", full_time=False)) == 0
    assert months(gardens, job("2020-01-01", "2020-12-31", full_time=None)) == [0, 12]


def test_a_year_alone_gives_least_and_most(gardens: Policy) -> None:
    assert months(gardens, job(2020, 2021)) == [0, 24]
    assert months(gardens, job("2020-03", "2021-06")) == [14, 16]


def test_sums_in_another_currency_need_a_rate(gardens: Policy) -> None:
    abroad = {"income": [{"from": "2023-07-01", "until": "2024-03-31", "amount": 100, "currency": "EUR"}]}

    assert fact(gardens, "earned", abroad) is None
    assert fact(gardens, "earned", {**abroad, "exchange_rates": {"EUR": 8.455}}) == 845


def test_income_that_only_overlaps_the_window_counts_from_nothing_to_all(gardens: Policy) -> None:
    record = {"from": "2023-01-01", "until": "2023-12-31", "amount": 100, "currency": "HKD"}

    assert fact(gardens, "earned", {"income": [record]}) == [0, 100]
    assert fact(gardens, "earned", {"income": [{**record, "from": "2023-06-01"}]}) == 100
    assert fact(gardens, "earned", {"income": [{**record, "until": "2023-05-31"}]}) == 0


def test_the_latest_of_days_of_which_one_may_not_count_is_a_pair(gardens: Policy) -> None:
    sure = {"school": "EDJ", "left": "2015-06-30", "honorary": False}
    unsure = {"school": "EDJ", "left": "2018-06-30"}

    assert fact(gardens, "left_school", {"schooling": [sure, unsure]}) == ["2015-06-30", "2018-06-30"]
    assert fact(gardens, "schools_attended", {"schooling": [sure, unsure]}) == [1, 2]


def test_several_answers_are_counted(gardens: Policy) -> None:
    assert fact(gardens, "languages", {}) == [0, None]
    assert fact(gardens, "languages", {"applicant": {"tongues": []}}) == 0
    assert fact(gardens, "languages", {"applicant": {"tongues": ["fra", "deu"]}}) == 2


def test_those_who_join_are_counted_by_what_is_said_of_each(gardens: Policy) -> None:
    young = {"date_of_birth": "2015-01-01", "nationalities": ["GBR"], "unmarried": True}
    grown = {"date_of_birth": "2000-01-01", "unmarried": True}
    unsaid = {"date_of_birth": "2016-01-01", "accompanying": False}

    assert fact(gardens, "young_children", {}) == [0, None]
    assert fact(gardens, "young_children", {"family": {"children": []}}) == 0
    assert fact(gardens, "young_children", {"family": {"children": [young, grown]}}) == 1
    assert fact(gardens, "young_children", {"family": {"children": [young, unsaid]}}) == [1, 2]


def test_a_fact_given_directly_wins_over_what_the_records_give(gardens: Policy) -> None:
    profile = {"schooling": [], "facts": {"schooled": True, "months_worked": [12, 20]}}

    assert fact(gardens, "schooled", profile) is True
    assert fact(gardens, "months_worked", profile) == [12, 20]


@pytest.mark.parametrize(
    ("school", "listed"),
    [
        ("École des Jardins", True),
        ("ecole  des JARDINS", True),
        ("Garden School", True),
        ("花園學校", True),
        ("University of Moss", True),
        ("The University of Moss", True),
        ("École des Jardins (EDJ)", True),
        ("Moss University", None),
        ("Moss", None),
        ("Univ. of Moss", None),
        ("Univresity of Moss", None),
        ("University of Moss and Lichen", None),
        ("Fern College of Higher Studies", False),
        ("School of Hard Knocks", False),
    ],
)
def test_a_name_is_matched_aside_from_case_accents_and_other_names(
    gardens: Policy, school: str, listed: bool | None
) -> None:
    profile = {"schooling": [{"school": school, "honorary": False}]}

    assert fact(gardens, "schooled", profile, date(2023, 12, 31)) is listed


def test_a_row_counts_only_while_it_is_in_force(gardens: Policy) -> None:
    moss, fern = (
        {"schooling": [{"school": name, "honorary": False}]}
        for name in ("University of Moss", "Fern College of Higher Studies")
    )

    assert [fact(gardens, "schooled", moss, day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [
        True,
        False,
    ]
    assert [fact(gardens, "schooled", fern, day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [
        False,
        True,
    ]


def test_where_a_list_is_unsure_the_candidates_are_the_next_question(gardens: Policy) -> None:
    from tests.rules.asking import route

    profile = {"schooling": [{"school": "Jardins Ecole", "honorary": False}]}

    answer = route(gardens, "garden.skilled", profile)
    found = criterion(gardens, "garden.school", profile)

    assert found["status"] == "unknown"
    assert found["missing"] == ["schooling[0].school"]
    assert answer["unsure"] == {"schooling[0].school": ["École des Jardins"]}


def test_what_is_missing_is_named_to_the_field_of_the_record(gardens: Policy) -> None:
    found = criterion(gardens, "garden.school", {"schooling": [{"school": "EDJ"}]})

    assert found["missing"] == ["schooling[0].honorary"]
    assert found["facts"] == ["schooling"]


def test_a_sum_counts_up_to_its_most(gardens: Policy) -> None:
    def counted(amount: Any, day: date = DAY) -> Any:
        given = {"income": [{"amount": amount, "currency": "HKD"}]}
        return fact(gardens, "earned_that_counts", given, day)

    assert counted(999) == 999
    assert counted(1000) == 1000
    assert counted(1001) == 1000
    assert counted(None) == [None, 1000]
    assert counted(1001, date(2025, 1, 1)) == [None, 1001]
