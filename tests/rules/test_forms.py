"""Pages as data: what is shown, what is missing, and the profile that parts make."""

from datetime import date

import pytest

from kaitak.rules import (
    Policy,
    assess,
    document_slots,
    missing_answers,
    place_of,
    profile_of,
    route_of,
    visible_facts,
    visible_pages,
)
from tests.rules.asking import DAY


def test_a_page_is_shown_unless_its_condition_is_certainly_not_met(gardens: Policy) -> None:
    procedure = gardens.procedure("garden", "entry")

    shown = {
        local: [page.id for page in visible_pages(gardens, procedure, "applicant", {"local": local}, day=DAY)]
        for local in (None, True, False)
    }

    assert shown == {None: ["who", "craft", "work"], True: ["who", "craft"], False: ["who", "craft", "work"]}


def test_a_question_is_shown_by_what_is_answered_beside_it(gardens: Policy) -> None:
    procedure = gardens.procedure("garden", "entry")
    page = procedure.page("craft")

    shown = [
        [one.fact for one in visible_facts(gardens, procedure, page, {"craft": craft})]
        for craft in ("roses", "trees")
    ]

    assert shown == [["craft", "pay"], ["craft"]]


def test_what_a_dependant_answers_decides_what_a_dependant_is_asked(gardens: Policy) -> None:
    procedure = gardens.procedure("garden", "entry")
    page = procedure.page("joiner")

    shown = [
        [one.fact for one in visible_facts(gardens, procedure, page, {"kind": kind})]
        for kind in ("partner", "child")
    ]

    assert shown == [["kind", "date_of_birth"], ["kind", "date_of_birth", "unmarried"]]


def test_a_part_is_complete_when_no_required_answer_is_missing(gardens: Policy) -> None:
    procedure = gardens.procedure("garden", "entry")
    answers = {"date_of_birth": "1990-05-01", "nationalities": ["GBR"], "local": True}

    before = missing_answers(gardens, procedure, "applicant", answers, day=DAY)
    after = missing_answers(gardens, procedure, "applicant", {**answers, "craft": "roses"}, day=DAY)

    assert before == [("craft", "craft")]
    assert after == []


PARTS = {
    "applicant": {
        "date_of_birth": "1990-05-01",
        "nationalities": ["GBR"],
        "local": False,
        "craft": "roses",
        "pay": 9,
    },
    "dependant": [
        {"kind": "child", "date_of_birth": "2015-01-01", "unmarried": True},
        {"kind": "partner", "date_of_birth": "1991-01-01"},
        {"kind": "child", "date_of_birth": "2017-01-01", "unmarried": True},
    ],
    "company": {"exempt_employer": True},
}


def test_parts_make_one_profile_that_the_engine_takes(gardens: Policy) -> None:
    procedure = gardens.procedure("garden", "entry")

    profile = profile_of(gardens, procedure, PARTS)

    assert profile["offer"] == {"craft": "roses", "pay": 9}
    assert [child["date_of_birth"] for child in profile["family"]["children"]] == ["2015-01-01", "2017-01-01"]
    assert profile["family"]["partner"]["accompanying"] is True
    assert len(assess(gardens, profile, day=DAY)["dependants"]) == 3


def test_a_family_of_nobody_is_said_to_be_nobody(gardens: Policy) -> None:
    profile = profile_of(gardens, gardens.procedure("garden", "entry"), {"applicant": {}})

    assert profile["family"] == {"children": [], "partner": {"accompanying": False}}
    assert assess(gardens, profile, day=DAY)["dependants"] == []


def test_each_dependant_has_a_place_in_the_profile(gardens: Policy) -> None:
    procedure = gardens.procedure("garden", "entry")

    places = [place_of(gardens, procedure, "dependant", PARTS, index) for index in range(3)]

    assert places == ["family.children[0]", "family.partner", "family.children[1]"]
    assert place_of(gardens, procedure, "applicant", PARTS, 0) == ""


@pytest.mark.parametrize(
    ("local", "route"), [(False, "garden.anyone"), (True, "garden.skilled"), (None, None)]
)
def test_the_route_is_found_from_the_answers(gardens: Policy, local: bool | None, route: str | None) -> None:
    found = route_of(gardens, gardens.procedure("garden", "entry"), {"applicant": {"local": local}}, day=DAY)

    assert (found.id if found else None) == route


def test_a_declaration_is_worded_as_on_the_day(gardens: Policy) -> None:
    declaration = gardens.procedure("garden", "entry").declaration_of("applicant")

    assert declaration is not None
    assert [declaration.on(day).name for day in (date(2023, 12, 31), date(2024, 1, 1))] == ["1", "2"]


def slots(policy: Policy, profile: dict[str, object], day: date = DAY) -> dict[str, str]:
    return {slot.id: slot.state for slot in document_slots(policy, "garden", "entry", profile, day=day)}


def test_a_document_is_required_optional_exempt_or_not_known_yet(gardens: Policy) -> None:
    rich = {"offer": {"craft": "roses", "pay": 5000}, "employer": {"exempt": True}}
    poor = {"offer": {"craft": "roses", "pay": 4999}, "employer": {"exempt": False}}

    assert slots(gardens, rich) == {"photograph": "required", "licence": "exempt", "rose_proof": "required"}
    assert slots(gardens, poor) == {"photograph": "required", "licence": "required", "rose_proof": "optional"}
    assert slots(gardens, {}) == {"photograph": "required", "licence": "unknown", "rose_proof": "unknown"}


def test_a_document_is_there_from_its_day_and_under_its_condition(gardens: Policy) -> None:
    roses = {"offer": {"craft": "roses"}}

    assert "rose_proof" not in slots(gardens, roses, date(2023, 12, 31))
    assert "rose_proof" in slots(gardens, roses, date(2024, 1, 1))
    assert "rose_proof" not in slots(gardens, {"offer": {"craft": "trees"}})


def test_an_open_document_says_what_it_waits_for(gardens: Policy) -> None:
    found = next(
        one for one in document_slots(gardens, "garden", "entry", {}, day=DAY) if one.id == "licence"
    )

    assert found.required is None
    assert found.why == ("employer.exempt",)


def test_quotas_and_choices_are_read_from_the_policy(gardens: Policy) -> None:
    quota = gardens.quotas_of("garden")[0]

    assert (quota.overall, quota.each, quota.pools, quota.takes) == (7, 4, ("roses", "trees"), "person")
    assert gardens.operator("signing_age") == 16
