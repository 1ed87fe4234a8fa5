import re
from datetime import date, datetime

import pytest
from django.test import Client

from kaitak.service.applications.policy import current_policy
from kaitak.service.portals.public.scheme_page.page import scheme_page

LANGUAGES = ["en", "zh-hant", "zh-hans"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["ttps", "tps", "qmas", "dependant"])
def test_every_scheme_has_its_page_in_three_languages(visitor: Client, code: str, language: str) -> None:
    page = visitor.get(f"/{language}/schemes/{code}")

    text = page.content.decode()
    scheme = current_policy().schemes[code]
    assert page.status_code == 200
    assert scheme.short_title.in_language(language) in text
    assert all(route.title.in_language(language) in text for route in current_policy().routes_of(code))
    assert not re.search(r"\{[a-z_.]+\}", text), "a figure was left as a placeholder"


def test_a_scheme_nobody_knows_is_not_found(visitor: Client) -> None:
    assert visitor.get("/en/schemes/nowhere").status_code == 404


def test_criteria_carry_source_day_and_marks(visitor: Client) -> None:
    text = visitor.get("/en/schemes/tps").content.decode()

    assert "Immigration Department" in text
    assert "In force since Monday 30 June 2025" in text
    assert "Not published:" in text
    assert "An officer judges this:" in text
    assert "inferred from an official source" in text


def test_the_rules_of_another_day_are_those_of_that_day(visitor: Client) -> None:
    early = visitor.get("/en/schemes/ttps?on=2023-01-05").content.decode()
    late = visitor.get("/en/schemes/ttps?on=2024-01-05").content.decode()

    assert "not a national of Afghanistan, Cuba, Laos, Nepal, North Korea, Vietnam" in early
    assert "not a national of Afghanistan, Cuba, North Korea" in late


def test_around_an_uncertain_start_both_figures_stand_with_their_confidence(visitor: Client) -> None:
    text = visitor.get("/en/schemes/tps").content.decode()

    assert "From Sunday 1 March 2026 at the earliest, if at all: not confirmed" in text
    assert "from the press" in text


def test_documents_name_exemptions_and_files(visitor: Client) -> None:
    text = visitor.get("/en/schemes/tps").content.decode()

    assert "Not needed where:" in text
    assert "up to 1 file" in text


def test_fees_are_told_by_the_moment_of_sending(visitor: Client) -> None:
    text = visitor.get("/en/schemes/ttps").content.decode()

    assert "Wednesday 26 February 2025 11:00" in text
    assert "HK$600 for a stay of up to 180 days, HK$1,300 for a longer one" in text


def test_routes_with_fees_of_their_own_stand_apart(noon: datetime) -> None:
    tables = scheme_page(current_policy(), "whs", noon.date(), "en").fees

    free, ordinary = tables
    assert "Working holiday: Japan" in free.only_for
    assert [line.issuance for line in free.lines if line.is_current] == [0]
    assert ordinary.only_for == ()
    assert [line.issuance for line in ordinary.lines if line.is_current] == [330]


def test_the_operators_choices_are_shown_as_ours(visitor: Client) -> None:
    text = visitor.get("/en/schemes/tps").content.decode()

    assert "They are the choices of whoever runs this service, not published rules." in text
    assert "30 minutes" in text


def test_every_tick_of_the_lanes_stands_in_the_list(noon: object) -> None:
    page = scheme_page(current_policy(), "ttps", noon.date(), "en")  # type: ignore[attr-defined]

    for lane in page.lanes.lanes:
        told = [change for change in page.changes if lane.title in change.routes]
        assert lane.changes == len(told)
        assert len(lane.ticks) <= len(told)


def test_a_change_says_what_it_was_and_what_it_became(noon: object) -> None:
    changes = scheme_page(current_policy(), "ttps", noon.date(), "en").changes  # type: ignore[attr-defined]

    told = {(change.day.isoformat(), change.became) for change in changes}
    assert ("2024-10-16", "24 months became 36 months") in told
    assert ("2024-11-01", "13 entries added") in told


def test_one_can_apply_where_there_is_an_application_and_not_on_another_day(visitor: Client) -> None:
    assert 'href="/en/apply/tps"' in visitor.get("/en/schemes/tps").content.decode()
    assert 'href="/en/apply/dependant"' not in visitor.get("/en/schemes/dependant").content.decode()
    assert 'href="/en/apply/tps"' not in visitor.get("/en/schemes/tps?on=2026-03-01").content.decode()


def test_a_slash_too_many_is_led_to_the_page(visitor: Client) -> None:
    answer = visitor.get("/en/schemes/tps/?on=2026-03-01")

    assert answer.status_code == 301
    assert answer["Location"] == "/en/schemes/tps?on=2026-03-01"


def test_a_points_test_says_what_each_thing_is_worth(visitor: Client) -> None:
    text = visitor.get("/en/schemes/qmas?on=2020-01-01").content.decode()

    assert "the pass mark is 80 points" in text
    assert "Of these the one with the most points counts:" in text
    assert "Aged 18 to 39. <b>30 points</b>" in text
    assert "These are added up, to 20 points at most:" in text


def test_a_document_of_which_it_is_not_published_whether_it_is_needed_says_so(visitor: Client) -> None:
    assert "Whether it is needed is not published" in visitor.get("/en/schemes/qmas").content.decode()


def test_a_route_of_unknown_age_is_drawn_from_the_day_it_certainly_was_open(visitor: Client) -> None:
    page = scheme_page(current_policy(), "gep", date(2026, 3, 1), "en")

    text = visitor.get("/en/schemes/gep").content.decode()

    assert page.lanes.years[0] == 2002
    assert "First day: Since Tuesday 31 December 2002 at the latest." in text
