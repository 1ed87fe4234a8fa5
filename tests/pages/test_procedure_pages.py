import re
from datetime import date
from functools import cache

import pytest
from django.utils.translation import override

from kaitak.rules import Page, Policy, Procedure, load_policy
from kaitak.service.pages.questions import page_form, page_rows, record_form, records_fact
from kaitak.service.pages.questions.procedures import writer
from kaitak.service.pages.templatetags.pages import fields
from tests.pages.test_questions import posted

DAY = date(2026, 11, 23)


@cache
def packaged() -> Policy:
    return load_policy()


def every_page() -> list[tuple[Procedure, Page]]:
    policy = packaged()
    return [(procedure, page) for procedure in policy.procedures.values() for page in procedure.pages]


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_every_page_of_every_procedure_can_be_asked_in_every_language(language: str) -> None:
    with override(language):
        for procedure, page in every_page():
            fact = records_fact(packaged(), page)
            form = (
                record_form(fact, language=language, day=DAY, write=writer(packaged(), language, DAY))
                if fact
                else page_form(packaged(), procedure, page, language=language, day=DAY, answers={})
            )

            assert not re.search(r"\{[a-z]+[._][a-z_.]+\}", fields(form))


def test_a_condition_of_the_policy_decides_which_questions_there_are() -> None:
    procedure = packaged().procedure("tps", "entry")
    page = procedure.page("applicant_in_hong_kong")

    form = page_form(
        packaged(),
        procedure,
        page,
        language="en",
        day=DAY,
        answers={},
        data=posted(_seen="in_hong_kong_now", in_hong_kong_now="true"),
    )

    assert form.further == ["current_status", "current_limit_of_stay"]


def test_answers_are_written_out_for_checking() -> None:
    procedure = packaged().procedure("tps", "entry")
    page = procedure.page("applicant_birth")
    answers = {"date_of_birth": "1990-05-01", "sex": "female", "place_of_birth": "FRA"}

    rows = page_rows(packaged(), procedure, page, language="en", day=DAY, answers=answers, change="/birth")

    assert [row.value for row in rows] == ["Tuesday 1 May 1990", "Female", "France"]
    assert rows[0].change == "/birth#id_date_of_birth"
