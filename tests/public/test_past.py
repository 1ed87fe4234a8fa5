"""Pages about time: a criterion's history, what changed and when, two days side by side."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from kaitak.rules import changes
from kaitak.rules.reach import resting_on
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.carried import Interview, written
from kaitak.service.portals.public.past.criterion import criterion_page

LANGUAGES = ["en", "zh-hant", "zh-hans"]
ATOM = "{http://www.w3.org/2005/Atom}"
ANSWERS = written(Interview("entry", "ttps", {"nationalities": ["VNM"]}))
# The days of documents that people still find, each with what the pages said then of eligible universities and quotas.
DAYS = ["2022-12-28", "2023-11-01", "2024-11-01", "2025-06-30", "2026-01-01"]


def test_every_criterion_of_every_scheme_has_its_page() -> None:
    policy, day = current_policy(), date(2026, 3, 1)
    asked = {
        (policy.routes[route].scheme, thing.id)
        for thing, routes in resting_on(policy).items()
        for route in routes
        if thing.kind == "criterion"
    }

    pages = [criterion_page(policy, code, name, day, "en") for code, name in sorted(asked)]

    assert [page.text for page in pages if not page.past.stages or "{" in page.text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_criterion_s_page_is_written_in_each_language(visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/schemes/ttps/criteria/ttps.b.experience")

    assert page.status_code == 200
    assert len(page.context["page"].countings) == 2


def test_a_criterion_s_page_tells_every_version_with_day_and_source(visitor: Client) -> None:
    text = visitor.get("/en/schemes/ttps/criteria/ttps.nationality").content.decode()

    assert "Wednesday 25 October 2023" in text
    assert "Afghanistan, Cuba, Laos, Nepal, North Korea, Vietnam" in text
    assert "Immigration Department" in text
    assert "not any_in(nationalities, ttps.excluded_nationalities)" in text


def test_a_criterion_s_page_speaks_of_the_day_asked_for(visitor: Client) -> None:
    page = visitor.get("/en/schemes/ttps/criteria/ttps.degree_verified?on=2023-06-01")

    text = page.content.decode()
    assert "This page shows the rules of" in text
    assert "This was not required on this day." not in text
    assert "This was changing around this day; the older rule may still apply." in text


def test_a_criterion_that_the_scheme_does_not_ask_for_is_not_found(visitor: Client) -> None:
    assert visitor.get("/en/schemes/tps/criteria/ttps.degree").status_code == 404
    assert visitor.get("/en/schemes/ttps/criteria/ttps.nothing").status_code == 404


def test_a_scheme_s_criteria_lead_to_their_history_on_the_same_day(visitor: Client) -> None:
    text = visitor.get("/en/schemes/ttps?on=2024-11-01").content.decode()

    assert 'href="/en/schemes/ttps/criteria/ttps.degree?on=2024-11-01"' in text


@pytest.mark.parametrize("day", DAYS)
def test_a_scheme_s_page_can_be_read_on_the_day_of_an_old_document(visitor: Client, day: str) -> None:
    page = visitor.get(f"/en/schemes/ttps?on={day}")

    assert page.status_code == 200
    assert "This page shows the rules of" in page.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_listed_year_by_year(visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/changes")

    told = [line.id for year in page.context["years"] for line in year.lines]
    coming = [line.id for line in page.context["coming"]]
    assert page.status_code == 200
    assert {*told, *coming} == {one.id for one in changes(current_policy(), language)}
    assert [year.number for year in page.context["years"]] == sorted(
        {year.number for year in page.context["years"]}, reverse=True
    )


def test_changes_can_be_narrowed_to_one_scheme(visitor: Client) -> None:
    page = visitor.get("/en/changes?scheme=tps")

    text = page.content.decode()
    assert "4 weeks became 3 months" in text
    assert "24 months became 36 months" not in text
    assert "from the press" in text
    assert 'href="/en/changes/feed.atom?scheme=tps"' in text


def test_the_feed_is_atom_with_an_entry_for_each_change_that_has_come(visitor: Client) -> None:
    answer = visitor.get("/en/changes/feed.atom?scheme=ttps")

    root = ET.fromstring(answer.content)
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.tag == f"{ATOM}feed"
    assert len(set(ids)) == len(ids) > 10
    assert "tag:testserver,2022:2024-10-16.figure.ttps.a.initial_stay.value" in ids


def test_the_feed_speaks_three_languages(visitor: Client) -> None:
    titles = {
        language: ET.fromstring(visitor.get(f"/{language}/changes/feed.atom").content).findtext(
            f"{ATOM}title"
        )
        for language in LANGUAGES
    }

    assert len(set(titles.values())) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_days_stand_side_by_side(visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/compare?from=2023-10-24&to=2023-10-25&scheme=ttps")

    sections = page.context["sections"]
    assert page.status_code == 200
    assert [row["id"] for section in sections for row in section.rows] == [
        "ttps.nationality",
        "ttps.excluded_nationalities",
    ]
    assert len(page.context["lines"]) == 1


def test_with_the_answers_of_a_link_it_says_what_that_means_for_the_person(visitor: Client) -> None:
    text = visitor.get(f"/en/compare?from=2023-10-24&to=2023-10-25&scheme=ttps&a={ANSWERS}").content.decode()

    assert "What this means for your answers" in text
    assert "Not met → Met" in text
    assert "because the answers come to Vietnam and the rule says Afghanistan, Cuba, North Korea" in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2024-01-01&to=2023-01-01", "Choose a day that is not before the earlier day."),
        ("from=someday&to=2023-01-01", "This is not a day."),
        ("to=2023-01-01", "Choose a day, such as 2026-03-01."),
        ("from=1066-01-01&to=2023-01-01", "Choose a day between"),
    ],
)
def test_days_that_cannot_be_compared_are_asked_again(visitor: Client, query: str, words: str) -> None:
    page = visitor.get(f"/en/compare?{query}")

    assert page.status_code == 400
    assert words in page.content.decode()


def test_the_days_are_asked_for_before_anything_is_compared(visitor: Client) -> None:
    page = visitor.get("/en/compare?scheme=ttps")

    assert page.status_code == 200
    assert "sections" not in page.context


def test_a_result_says_why_and_leads_to_the_history(visitor: Client) -> None:
    page = visitor.post(reverse("public:find"), {"answers": ANSWERS, "purpose": "entry", "go": "result"})

    text = page.content.decode()
    assert "Met, because the answers come to Vietnam" in text
    assert 'href="/en/schemes/ttps/criteria/ttps.nationality"' in text
    assert 'href="/en/compare?a=' in text
