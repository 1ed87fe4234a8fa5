"""What changed, and when: from the dated versions alone."""

from datetime import date
from typing import Any

import pytest

from kaitak.rules import Policy, UnknownName, changes, criterion_history, load_policy
from kaitak.rules.changed.change import Change


def told(policy: Policy, thing: str, lang: str = "en") -> list[tuple[str, str, str]]:
    """Return the day, kind and words of each change of a thing, oldest first."""
    found = [one for one in changes(policy, lang) if one.thing.id == thing]
    return [(one.day.isoformat(), one.how, one.became) for one in found[::-1]]


def test_a_new_value_of_a_figure_is_told_with_the_old_one(gardens: Policy) -> None:
    assert told(gardens, "garden.stay") == [("2025-01-01", "value", "24 months became 36 months")]
    assert told(gardens, "garden.excluded") == [("2022-01-01", "value", "Afghanistan became none")]


def test_a_keyed_figure_says_what_became_known_of_it(gardens: Policy) -> None:
    assert told(gardens, "garden.pay") == [("2024-01-01", "value", "unpublished became Roses HK$10,000")]


def test_what_was_the_case_before_any_route_opened_is_no_change(gardens: Policy) -> None:
    assert told(gardens, "garden.age") == []
    assert told(gardens, "garden.least_age") == []


def test_a_criterion_that_begins_to_be_asked_is_told(gardens: Policy) -> None:
    assert told(gardens, "garden.school") == [("2021-01-01", "required", "Required from then on")]


def test_another_way_of_counting_is_told_on_the_last_day_it_can_have_begun(gardens: Policy) -> None:
    found = [one for one in changes(gardens) if one.thing.id == "months_worked"]

    assert [(one.day, one.how, one.start.uncertain) for one in found] == [(date(2024, 4, 2), "counted", True)]
    assert found[0].source["confidence"] == "press"


def test_routes_and_places_open_and_close(gardens: Policy) -> None:
    assert told(gardens, "garden.skilled") == [
        ("2020-06-01", "opened", "Opened"),
        ("2030-01-01", "closed", "Closed"),
    ]
    assert told(gardens, "garden.2024") == [
        ("2024-01-01", "quota_opened", "7 places from then on"),
        ("2025-01-01", "quota_closed", "The places ended"),
    ]


def test_documents_and_declarations_change(gardens: Policy) -> None:
    assert told(gardens, "garden.entry.applicant.rose_proof") == [
        ("2024-01-01", "document_added", "Asked for from then on")
    ]
    assert told(gardens, "garden.entry.applicant") == [("2024-01-01", "declared", "Declared in new words")]


def test_a_list_names_what_came_and_what_went() -> None:
    found = next(
        one
        for one in changes(load_policy())
        if one.thing.id == "universities" and one.day == date(2026, 1, 1)
    )

    assert "Adelaide University" in found.added
    assert "Ecole Polytechnique" in found.removed
    assert found.became == f"{len(found.added)} entries added, {len(found.removed)} entries taken off"
    assert "ttps" in found.schemes


def test_a_points_test_says_what_is_worth_more_or_less() -> None:
    test = [one for one in changes(load_policy()) if one.thing.id == "qmas.gpt" and one.how == "asked_all"]
    found = next(one for one in test if one.day == date(2015, 5, 4))

    assert "A master's degree, or two or more bachelor's degrees. (20 points)" in found.added
    assert "A master's degree, or two or more bachelor's degrees. (35 points)" in found.removed
    assert not any("Aged" in one for one in (*found.added, *found.removed))


def test_what_only_gives_points_is_not_called_required() -> None:
    assert told(load_policy(), "qmas.prestigious") == [
        ("2015-05-04", "awarded", "Points are given for it from then on")
    ]


def test_changes_of_a_scheme_are_those_that_touch_it() -> None:
    policy = load_policy()

    found = changes(policy, schemes=["tps"])

    assert found
    assert all("tps" in one.schemes for one in found)
    with pytest.raises(UnknownName):
        changes(policy, schemes=["nowhere"])


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_every_change_has_its_source_and_is_told_whole(lang: str) -> None:
    policy = load_policy()

    found = changes(policy, lang)

    assert found == sorted(found, key=lambda one: one.day, reverse=True)
    assert [one.id for one in found if one.source["id"] not in policy.sources] == []
    assert [one.id for one in found if not one.title or not one.became or "{" in one.title + one.became] == []
    assert len({one.id for one in found}) == len(found)


def test_a_change_is_written_as_json(gardens: Policy) -> None:
    found: Change = next(one for one in changes(gardens) if one.thing.id == "garden.stay")

    answer: dict[str, Any] = found.as_json()

    assert answer["before"] == "24 months"
    assert answer["certain"] is True
    assert "garden.skilled" in answer["routes"]


def test_a_criterion_s_history_holds_what_stands_behind_it(gardens: Policy) -> None:
    history = criterion_history(gardens, "garden.experience")

    assert history.routes == ("garden.anyone", "garden.skilled")
    assert [past.thing.id for past in history.behind] == ["garden.months", "months_worked"]
    assert [stage.text for stage in history.behind[0].stages] == ["12 months", "18 months"]
    assert history.past.stages[0].rule == "months_worked >= garden.months"


def test_a_history_says_how_each_version_was_judged(gardens: Policy) -> None:
    answer = criterion_history(gardens, "garden.school").as_json(gardens)

    assert [one["state"] for one in answer["criterion"]["versions"]] == ["not_required", "tested"]
    assert answer["lists"] == ["schools"]


def test_a_criterion_that_is_none_is_named(gardens: Policy) -> None:
    with pytest.raises(UnknownName, match=r"did you mean 'garden\.guild'"):
        criterion_history(gardens, "garden.gild")
