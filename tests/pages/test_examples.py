"""The example of a day suits what is asked."""

from datetime import date

import pytest

from kaitak import rules
from kaitak.service.pages.questions import Ask, form_for
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
