"""The days of the policy: the example suits what is asked, and the order is checked."""

from datetime import date

import pytest

from kaitak import rules
from kaitak.service.pages.questions import Ask, form_for, page_doubts, page_rows
from kaitak.service.pages.questions.form import AnswersForm

TODAY = date(2026, 11, 23)


def _form(fact: str, language: str, data: dict[str, str] | None = None) -> AnswersForm:
    return form_for([Ask(rules.load_policy().fact(fact))], language=language, data=data, day=TODAY)


@pytest.mark.parametrize(
    ("fact", "example"),
    [
        ("date_of_birth", "27 3 1990"),
        ("travel_document_issued", "27 3 1990"),
        ("stay_approved_on", "27 3 1990"),
        ("travel_document_expires", "27 3 2027"),
        ("contract_from", "27 3 2027"),
    ],
)
def test_the_example_of_a_day_is_past_or_to_come_as_the_question_needs(fact: str, example: str) -> None:
    form = _form(fact, "en", {f"{fact}-day": "31", f"{fact}-month": "2", f"{fact}-year": "2027"})

    assert f"For example, {example}." in form.fields[fact].help_text
    assert f"such as {example}." in form.errors[fact][0]


def test_the_hint_for_a_telephone_number_is_said_once() -> None:
    assert _form("phone", "en").fields["phone"].help_text.count("country code") == 1


def test_a_travel_document_that_expires_before_it_is_issued_is_refused_at_the_field() -> None:
    expires, policy = "travel_document_expires", rules.load_policy()
    data = {f"{expires}-day": "1", f"{expires}-month": "3", f"{expires}-year": "2020"}
    kept = {"travel_document_issued": "2022-03-01"}

    form = form_for([Ask(policy.fact(expires))], language="en", answers=kept, data=data, day=TODAY)

    assert form.errors[expires] == ["Date of expiry: enter a day on or after Tuesday 1 March 2022."]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This travel document has expired."),
        ("zh-hant", "這份旅行證件已經屆滿。"),
        ("zh-hans", "这份旅行证件已经届满。"),
    ],
)
def test_an_expired_travel_document_is_taken_and_pointed_out(language: str, words: str) -> None:
    policy = rules.load_policy()
    procedure = policy.procedure("tps", "entry")
    page = next(one for one in procedure.pages if "travel_document_expires" in {f.fact for f in one.facts})
    at = {"language": language, "day": TODAY}

    expired = {"travel_document_expires": "2020-03-01"}
    valid = {"travel_document_expires": "2030-03-01"}

    (doubt,) = page_doubts(policy, procedure, page, answers=expired, **at)
    assert doubt.startswith(words)
    rows = page_rows(policy, procedure, page, answers=expired, **at)
    assert [row for row in rows if str(row.value).endswith(f"\n{doubt}")]
    assert page_doubts(policy, procedure, page, answers=valid, **at) == []
