from functools import cache

import pytest

from kaitak import rules
from kaitak.rules.cases import Case, load_cases
from kaitak.rules.reform.differences import differences
from kaitak.rules.reform.touched import affected, affected_routes, touched, unspoken
from kaitak.rules.reform.turned import turned_cases

RAISED = """\
sources: {ours: {publisher: Our office, title: Income table, operator: true}}
figures:
- id: ttps.a.least_income
  versions: [{from: 2026-01-01, value: 3000000, source: ours}]
"""
CHOICE = """\
operator:
  hold_minutes:
    replaces: true
    value: 45
    unit: minute
    question: {en: How long?, zh-Hant: 多久？, zh-Hans: 多久？}
    reason: {en: Ours., zh-Hant: 本處所定。, zh-Hans: 本处所定。}
"""


@cache
def packaged() -> rules.Policy:
    return rules.load_policy()


@cache
def raised() -> rules.Policy:
    return rules.policy_under(packaged(), RAISED)


def test_a_text_gives_the_policy_that_a_folder_gives(tmp_path: object) -> None:
    (tmp_path / "ours.yaml").write_text(RAISED)  # type: ignore[operator]

    assert rules.load_policy(tmp_path).digest == raised().digest  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "says nothing yet"),
        ("a: [", "did not find expected node content"),
        ("- 1", "is a map of sections"),
        ("x: &a 1\ny: *a", "refers to another part of itself"),
        ("[" * 100, "more than 60 levels"),
        ("lists: {universities: {file: ../../secrets.csv}}", "has no file beside it"),
        ("figures: [{id: x.y, for_each: {a: ../b.csv}}]", "has no table beside it"),
        ("lists: {universities: {rows: 5}}", "is not written as the policy format says"),
        ("x" * 200_001, "more than 200000 characters"),
    ],
)
def test_a_text_that_is_no_overlay_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(rules.PolicyFault, match=told):
        rules.policy_under(packaged(), text)


def test_what_speaks_of_a_touched_figure_is_affected_and_nothing_else() -> None:
    names = affected(packaged(), raised())

    assert touched(packaged(), raised()) == [("figures", "ttps.a.least_income")]
    assert {"ttps.a.income", "ttps.a"} <= names
    assert affected_routes(raised(), names) == ["ttps.a"]
    assert unspoken(packaged(), raised()) == []


def test_a_difference_tells_both_values_from_the_day_of_the_new_one() -> None:
    (found,) = differences(packaged(), raised(), "en")
    (line,) = found.lines

    assert (line.start, line.before, line.after) == ("2026-01-01", "HK$2,500,000", "HK$3,000,000")
    assert line.source == "Income table"


def test_an_entry_without_versions_differs_key_by_key() -> None:
    after = rules.policy_under(packaged(), CHOICE)
    (found,) = differences(packaged(), after, "en")

    assert found.id == "hold_minutes"
    assert ("value", "30", "45") in [(one.key, one.before, one.after) for one in found.lines]


def test_cases_that_a_reform_turns_are_named_with_both_answers() -> None:
    cases = load_cases(rules.packaged_folder() / "schemes" / "ttps")
    turned = turned_cases(packaged(), raised(), cases)

    answers = {(turn.key, turn.before, turn.after) for one in turned for turn in one.turns}
    assert ("ttps.a", "meets", "fails") in answers
    assert ("ttps.a.income", "met", "not_met") in answers


def test_no_case_turns_that_speaks_of_nothing_touched() -> None:
    case = Case("made_up.yaml", "A case", {"ttps.b": "meets"}, {"nobody": "reads this"})

    assert turned_cases(packaged(), raised(), [case]) == []
