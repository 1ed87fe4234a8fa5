from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from kaitak.service.pages.looks import error_list
from kaitak.service.pages.questions import AnswersForm, Ask, form_for
from kaitak.service.pages.templatetags.pages import fields
from tests.pages.vocabulary import made_up

TRADES = ("nurse", "marine", "lift_escalator")


def posted(**typed: str | list[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in typed.items():
        query.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return query


def ask_one(kind: str, data: QueryDict | None = None, *, required: bool = True, **more: Any) -> AnswersForm:
    return form_for([Ask(made_up("thing", kind, **more), required=required)], language="en", data=data)


ANSWERS: list[tuple[str, dict[str, Any], QueryDict, Any]] = [
    ("bool", {}, posted(thing="true"), True),
    ("bool", {}, posted(thing="false"), False),
    ("int", {"unit": "month"}, posted(thing=" 1,236 "), 1236),
    ("hkd", {}, posted(thing="HK$25,000"), 25000),
    ("day", {}, posted(thing__day="1", thing__month="5", thing__year="1990"), "1990-05-01"),
    ("day", {}, posted(thing__day="1", thing__month="May", thing__year="1990"), "1990-05-01"),
    ("day", {}, posted(thing__day="１日", thing__month="五月", thing__year="1990年"), "1990-05-01"),
    ("day", {}, posted(thing__day="1/5/1990", thing__month="", thing__year=""), "1990-05-01"),
    ("day", {}, posted(thing__day="1990年5月1日", thing__month="", thing__year=""), "1990-05-01"),
    ("partial_day", {}, posted(thing__day="", thing__month="", thing__year="2012"), "2012"),
    ("partial_day", {}, posted(thing__day="", thing__month="9", thing__year="2012"), "2012-09"),
    ("month", {}, posted(thing__month="9", thing__year="2012"), "2012-09"),
    ("year", {}, posted(thing="2012"), 2012),
    ("choice", {"values": TRADES}, posted(thing="nurse"), "nurse"),
    ("choices", {"values": TRADES}, posted(thing=["nurse", "marine"]), ["nurse", "marine"]),
    ("country", {}, posted(thing="GBR"), "GBR"),
    ("countries", {}, posted(thing=["GBR", "", "FRA"]), ["GBR", "FRA"]),
    ("name", {}, posted(thing="  José  MARÍA "), "José MARÍA"),
    ("chinese_name", {}, posted(thing="陳 小明"), "陳小明"),
    ("email", {}, posted(thing="a@Example.com"), "a@example.com"),
    ("phone", {}, posted(thing="+852 2123 4567"), "+85221234567"),
    ("travel_document_number", {}, posted(thing="k 0123-4567"), "K01234567"),
    ("identity_card", {}, posted(thing="a123456(3)"), "A123456(3)"),
    ("texts", {}, posted(thing="One\r\n\r\n Two "), ["One", "Two"]),
    ("rates", {}, posted(thing="eur 8.45"), {"EUR": "8.45"}),
]


@pytest.mark.parametrize(("kind", "more", "data", "answer"), ANSWERS)
def test_an_answer_is_kept_as_the_profile_writes_it(
    kind: str, more: dict[str, Any], data: QueryDict, answer: Any
) -> None:
    form = ask_one(kind, data, **more)

    assert form.is_valid(), form.errors
    assert form.answers() == {"thing": answer}


WRONG: list[tuple[str, dict[str, Any], QueryDict, str]] = [
    ("bool", {}, posted(), "Thing: choose an answer."),
    ("text", {}, posted(thing="  "), "Thing: an answer is needed."),
    ("int", {}, posted(thing="three"), "enter a whole number in digits"),
    ("int", {"limits": {"most": 240}}, posted(thing="241"), "Thing: enter 240 or less."),
    ("day", {}, posted(thing__day="31", thing__month="4", thing__year="2020"), "there is no such day"),
    ("day", {}, posted(thing__day="1", thing__month="", thing__year="2020"), "Thing: also enter a month."),
    (
        "day",
        {},
        posted(thing__day="", thing__month="", thing__year="2020"),
        "Thing: also enter a day and a month.",
    ),
    ("day", {}, posted(thing__day="1", thing__month="1", thing__year="90"), "there is no such day"),
    (
        "day",
        {"limits": {"latest": "2020-01-01"}},
        posted(thing__day="2", thing__month="1", thing__year="2020"),
        "on or before Wednesday 1 January 2020",
    ),
    ("name", {}, posted(thing="陳小明"), "write it in Latin letters"),
    ("chinese_name", {}, posted(thing="Chan"), "write it in Chinese characters"),
    ("email", {}, posted(thing="a@b"), "such as name@example.com"),
    ("identity_card", {}, posted(thing="A123456(4)"), "Check each digit"),
    ("choice", {"values": TRADES}, posted(thing="pilot"), "choose one of the answers on the page"),
    ("text", {"limits": {"most": 5}}, posted(thing="too long"), "Thing: enter at most 5 characters."),
    ("countries", {"limits": {"least": 1}}, posted(thing=["", ""]), "choose a country or territory"),
]


@pytest.mark.parametrize(("kind", "more", "data", "message"), WRONG)
def test_a_wrong_answer_is_told_what_would_be_right(
    kind: str, more: dict[str, Any], data: QueryDict, message: str
) -> None:
    form = ask_one(kind, data, **more)

    assert not form.is_valid()
    assert message in str(form.errors["thing"])


@pytest.mark.parametrize("kind", ["text", "day", "bool", "country", "int"])
def test_an_optional_question_may_be_left_empty(kind: str) -> None:
    form = ask_one(kind, posted(), required=False)

    assert form.is_valid()
    assert form.answers() == {"thing": None}


def test_a_list_left_empty_means_none_unless_told_otherwise() -> None:
    asks = [Ask(made_up("thing", "choices", values=TRADES), required=False)]

    said = form_for(asks, language="en", data=posted())
    unsaid = form_for(asks, language="en", data=posted(), empty_is_none=False)

    assert said.is_valid()
    assert unsaid.is_valid()
    assert (said.answers(), unsaid.answers()) == ({"thing": []}, {"thing": None})


def test_what_was_typed_is_kept_with_its_error() -> None:
    form = ask_one("day", posted(thing__day="31", thing__month="Feb", thing__year="2020"))

    html = fields(form)

    assert 'value="Feb"' in html
    assert 'value="31"' in html
    assert "govuk-input--error" in html
    assert error_list(form)[0]["href"] == "#id_thing-day"


@pytest.mark.parametrize(
    ("kind", "kept", "shown"),
    [
        ("day", "1990-05-01", 'value="1990"'),
        ("bool", False, 'value="false" checked'),
        ("country", "FRA", 'value="FRA" selected'),
        ("texts", ["A", "B"], "A\nB"),
    ],
)
def test_a_kept_answer_is_shown_again(kind: str, kept: Any, shown: str) -> None:
    form = form_for([Ask(made_up("thing", kind))], language="en", answers={"thing": kept})

    assert shown in fields(form)


def test_countries_are_named_in_the_language_of_the_page_and_found_in_the_others() -> None:
    with override("zh-hant"):
        html = fields(form_for([Ask(made_up("thing", "country"))], language="zh-hant"))

    assert ">中國內地</option>" in html
    assert 'data-also="Mainland China · 中国内地 · CHN"' in html


def in_hong_kong(answers: Mapping[str, Any]) -> dict[str, bool | None]:
    return {"limit": answers.get("here")}


CONDITIONAL = [Ask(made_up("here", "bool")), Ask(made_up("limit", "day"), depends=frozenset({"here"}))]


def test_a_question_another_brings_about_appears_when_that_is_answered() -> None:
    form = form_for(CONDITIONAL, language="en", data=posted(_seen="here", here="true"), asked=in_hong_kong)

    assert not form.is_valid()
    assert form.further == ["limit"]
    assert not form.errors
    assert list(form.fields) == ["here", "limit"]


def test_a_question_that_appeared_has_to_be_answered() -> None:
    form = form_for(
        CONDITIONAL, language="en", data=posted(_seen="here limit", here="true"), asked=in_hong_kong
    )

    assert not form.is_valid()
    assert list(form.errors) == ["limit"]


def test_a_question_that_no_longer_applies_is_forgotten() -> None:
    form = form_for(
        CONDITIONAL,
        language="en",
        answers={"here": True, "limit": "2026-12-01"},
        data=posted(_seen="here limit", here="false"),
        asked=in_hong_kong,
    )

    assert form.is_valid()
    assert form.answers() == {"here": False, "limit": None}


def test_looking_again_checks_nothing() -> None:
    form = form_for(
        CONDITIONAL,
        language="en",
        data=posted(_seen="here", here="true", _look_again="1"),
        asked=in_hong_kong,
    )

    assert not form.is_valid()
    assert not form.errors
    assert "limit" in form.fields


def test_a_limit_may_be_the_day_of_application() -> None:
    born = Ask(made_up("born", "day", limits={"latest": "applied_on"}))
    data = posted(born__day="2", born__month="3", born__year="2026")

    form = form_for([born], language="en", data=data, day=date(2026, 3, 1))

    assert "on or before Sunday 1 March 2026" in str(form.errors)


def test_every_message_is_in_the_language_of_the_page() -> None:
    with override("zh-hans"):
        form = form_for([Ask(made_up("thing", "bool"))], language="zh-hans", data=posted())
        text = str(form.errors["thing"])

    assert "choose an answer" not in text
