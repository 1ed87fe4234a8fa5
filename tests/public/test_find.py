import re
from typing import Any

import pytest
from django.test import Client

from kaitak.rules import load_policy, next_questions
from kaitak.service.applications.models import Part
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.carried import Interview, read, written

LANGUAGES = {"en": "What do you want to do?", "zh-hant": "你想辦理甚麼？", "zh-hans": "你想办理什么？"}
Answer = Any
DEGREE = {
    "institution": "University of Oxford",
    "level": "bachelor",
    "awarded_through": "main",
    "mode": "full_time",
    "graduated": "2012",
}


def carried(page: Answer) -> str:
    found = re.search(r'name="answers" value="([^"]*)"', page.content.decode())
    assert found
    return found[1]


def send(visitor: Client, page: Answer, **data: Any) -> Answer:
    fact = page.context.get("fact")
    sent = {"answers": carried(page), **({"fact": fact.name} if fact else {}), "go": "answer", **data}
    return visitor.post("/en/find", sent)


def begin(visitor: Client, purpose: str = "entry", address: str = "/en/find") -> Answer:
    return send(visitor, visitor.get(address), purpose=purpose)


def answer_nationalities(visitor: Client, page: Answer, *codes: str) -> Answer:
    asked = send(visitor, page, go="change:nationalities")
    return send(visitor, asked, nationalities=list(codes))


def with_answers(visitor: Client, **answers: Any) -> Answer:
    text = written(Interview("entry", "", answers))
    return visitor.get("/en/find", {"a": text})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interview_opens_with_what_one_wants(visitor: Client, language: str) -> None:
    assert LANGUAGES[language] in visitor.get(f"/{language}/find").content.decode()


def test_nothing_chosen_is_said_at_its_place(visitor: Client) -> None:
    page = visitor.post("/en/find", {"answers": "", "go": "answer"})

    assert "Choose what you want to do." in page.content.decode()


def test_the_question_that_settles_most_comes_first(visitor: Client, noon: Any) -> None:
    page = begin(visitor)

    first = next_questions(current_policy(), {}, day=noon.date(), kinds=["entry"])[0]
    assert page.context["fact"].name == first.fact.name
    assert "These criteria depend on it:" in page.content.decode()


def test_an_answer_turns_the_routes_it_decides(visitor: Client) -> None:
    page = answer_nationalities(visitor, begin(visitor), "CUB")

    verdicts = {route["title"]: route["verdict"] for route in page.context["column"]}
    assert verdicts["Top Talent Pass Scheme: Category A: high income"] == "fails"


def test_a_wrong_answer_is_kept_and_explained(visitor: Client) -> None:
    page = begin(visitor)

    again = send(visitor, page)

    assert again.context["fact"] == page.context["fact"]
    assert again.context["form"].errors


def test_a_question_can_be_left_open_and_answered_later(visitor: Client) -> None:
    first = begin(visitor)
    name = first.context["fact"].name

    later = send(visitor, first, go="skip")
    changed = send(visitor, later, go=f"change:{name}")

    assert later.context["fact"].name != name
    assert later.context["left_open"][0][0] == name
    assert changed.context["fact"].name == name


def test_an_earlier_answer_can_be_changed_at_any_point(visitor: Client) -> None:
    page = answer_nationalities(visitor, begin(visitor), "GBR")

    again = send(visitor, page, go="change:nationalities")
    after = send(visitor, again, nationalities=["CUB"])

    before, now = (
        {route["title"]: route["verdict"] for route in one.context["column"]} for one in (page, after)
    )
    assert 'value="GBR" selected' in again.content.decode()
    assert {name for name in now if now[name] != before[name] and now[name] == "fails"}


def test_back_shows_the_question_answered_last(visitor: Client) -> None:
    page = answer_nationalities(visitor, begin(visitor), "GBR")

    assert send(visitor, page, go="back").context["fact"].name == "nationalities"


def test_records_are_added_changed_and_removed(visitor: Client) -> None:
    page = send(visitor, with_answers(visitor, nationalities=["GBR"]), go="change:education")

    one = send(visitor, page, go="another", **{**DEGREE, "graduated-year": "2012"})
    edited = send(visitor, one, go="edit:0")
    other = send(visitor, edited, index="0", institution="University of Cambridge", level="bachelor")
    back = send(visitor, other, go="change:education")
    none = send(visitor, back, go="remove:0")

    assert [line.title for line in one.context["lines"]] == ["University of Oxford"]
    assert 'value="University of Oxford"' in edited.content.decode()
    assert [line.title for line in back.context["lines"]] == ["University of Cambridge"]
    assert none.context["lines"] == []


def test_a_name_that_may_be_another_is_asked_about(visitor: Client) -> None:
    degree = {**DEGREE, "institution": "Oxford Univ", "graduated": 2012}

    asked = with_answers(visitor, education=[degree])
    unchosen = send(visitor, asked, go="meant", place="education[0].institution")
    chosen = send(visitor, asked, go="meant", place="education[0].institution", meant="University of Oxford")
    other = send(visitor, asked, go="meant", place="education[0].institution", meant="~none")

    assert "Which of these do you mean by “Oxford Univ”?" in asked.content.decode()
    assert "Choose a name, or say that it is none of them." in unchosen.content.decode()
    assert chosen.context["interview"].answers["education"][0]["institution"] == "University of Oxford"
    assert other.context["interview"].answers["education"][0]["institution"] == "Oxford Univ"
    assert all("Which of these" not in one.content.decode() for one in (chosen, other))


def test_a_list_of_none_is_an_answer(visitor: Client) -> None:
    page = send(visitor, with_answers(visitor, nationalities=["GBR"]), go="change:income")

    after = send(visitor, page, go="none")

    verdicts = {route["title"]: route["verdict"] for route in after.context["column"]}
    assert verdicts["Top Talent Pass Scheme: Category A: high income"] == "fails"


def test_a_record_that_is_wrong_is_not_taken(visitor: Client) -> None:
    page = send(visitor, with_answers(visitor, nationalities=["GBR"]), go="change:work")

    again = send(visitor, page, go="another")

    assert again.context["form"].errors
    assert again.context["lines"] == []


def test_the_result_explains_every_criterion_with_its_source(visitor: Client) -> None:
    page = send(visitor, begin(visitor), go="result")

    text = page.content.decode()
    for route in page.context["results"]:
        assert all(item["source"]["title"] for item in route.criteria)
    assert text.count('class="k-source"') > 50
    assert 'href="/en/apply/tps"' in text
    assert "It is advice, not a decision" in text


def test_a_person_who_meets_everything_published_is_told_and_can_apply(visitor: Client) -> None:
    page = with_answers(
        visitor,
        nationalities=["GBR"],
        previous_initial_stay=[],
        income=[
            {
                "from": "2025-11-23",
                "until": "2026-11-22",
                "amount": 2600000,
                "currency": "HKD",
                "kind": "salary",
            }
        ],
        education=[],
        offer_confirmed=False,
        criminal_record=False,
        serious_crime_record=False,
        valid_travel_document=True,
    )

    result = send(visitor, page, go="result")

    first = result.context["results"][0]
    assert (first.identifier, first.verdict, first.stay_months) == ("ttps.a", "meets", 36)
    assert first.procedure == "ttps"


def test_the_link_holds_the_answers_but_nothing_sensitive(visitor: Client) -> None:
    page = with_answers(visitor, nationalities=["GBR"], date_of_birth="1990-05-01")

    result = send(visitor, page, go="result")
    again = visitor.get(result.context["link"])

    assert again.context["interview"].answers == {"nationalities": ["GBR"]}
    assert result.context["withheld"] == ["Date of birth"]


def test_a_scheme_can_be_asked_about_alone(visitor: Client) -> None:
    page = begin(visitor, address="/en/find?scheme=tps")

    assert all(route["title"].startswith("Technical") for route in page.context["column"])


@pytest.mark.parametrize("address", ["/en/find?scheme=nowhere", "/en/find?a=rubbish"])
def test_what_a_link_gets_wrong_begins_anew(visitor: Client, address: str) -> None:
    page = visitor.get(address)

    assert page.status_code == 200
    assert "What do you want to do?" in page.content.decode()


def test_answers_that_fit_no_question_are_left_out(noon: Any) -> None:
    policy = current_policy()
    text = written(
        Interview(
            "entry", "", {"nationalities": ["nowhere"], "nothing": 1, "trade": "nurse", "work": 7}, ("nope",)
        )
    )

    interview = read(text, policy, noon.date())

    assert interview.answers == {"trade": "nurse"}
    assert interview.skipped == ()


def test_a_swollen_text_is_not_unpacked(noon: Any) -> None:
    text = written(Interview("entry", "", {"occupation": "x" * 10_000_000}))

    assert read(text, load_policy(), noon.date()) == Interview()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", ["entry", "extension"])
def test_every_question_can_be_shown_in_every_language(visitor: Client, language: str, purpose: str) -> None:
    policy, text = current_policy(), written(Interview(purpose))
    seen = 0

    page = visitor.post(f"/{language}/find", {"answers": text, "go": "answer", "purpose": purpose})
    while fact := page.context.get("fact"):
        seen += 1
        page = visitor.post(f"/{language}/find", {"answers": carried(page), "fact": fact.name, "go": "skip"})

    assert seen >= 10
    assert page.context["results"]
    assert len(policy.schemes) >= len({route.scheme for route in page.context["results"]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_route_says_what_could_change_it(visitor: Client, language: str) -> None:
    poor = {
        "from": "2025-11-23",
        "until": "2026-11-22",
        "amount": 900000,
        "currency": "HKD",
        "kind": "salary",
    }
    told = written(Interview("entry", "", {"income": [poor], "nationalities": ["GBR"]}))

    page = visitor.post(f"/{language}/find", {"answers": told, "go": "outlook:ttps.a"})

    outlook = page.context["outlook"]
    assert outlook.verdict == "fails"
    assert [one["fact"] for one in outlook.improvements[0]["changes"]] == ["countable_income"]
    assert {lane.name for lane in outlook.lanes} >= {outlook.title}
    assert "<svg" in page.content.decode()


def test_all_answers_can_be_kept_as_text_and_taken_up_again(visitor: Client) -> None:
    result = send(visitor, with_answers(visitor, nationalities=["GBR"]), go="result")
    kept = written(Interview("entry", "", {"date_of_birth": "1990-05-01"}))

    again = visitor.post("/en/find", {"answers": f"{kept[:20]}\n {kept[20:]}", "go": "result"})

    assert carried(result) in result.content.decode().partition("<textarea")[2]
    assert again.context["interview"].answers == {"date_of_birth": "1990-05-01"}


def test_an_application_begins_with_the_answers(visitor: Client) -> None:
    text = written(Interview("entry", "", {"date_of_birth": "1990-05-01", "trade": "nurse"}))

    begun = visitor.post("/en/apply/tps", {"answers": text})

    assert begun.status_code == 302
    part = Part.objects.get(kind="applicant")
    assert part.answers == {"date_of_birth": "1990-05-01", "trade": "nurse"}
