import pytest
from django.test import Client

from kaitak.service.applications.policy import current_policy

LANGUAGES = {"en": "Which way in?", "zh-hant": "哪條路適合你？", "zh-hans": "哪条路适合你？"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_asks_one_question_and_shows_every_scheme(visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/")

    text = page.content.decode()
    assert page.status_code == 200
    assert f"<h1>{LANGUAGES[language]}</h1>" in text
    assert all(f"/{language}/schemes/{code}" in text for code in current_policy().schemes)


def test_places_left_carry_the_time_they_were_counted(visitor: Client) -> None:
    text = visitor.get("/en/").content.decode()

    assert '<span class="k-board__left">10,000</span>' in text
    assert "Places counted on" in text
    assert "Monday 23 November 2026, 12:00" in text


def test_places_of_another_day_are_not_told(visitor: Client) -> None:
    text = visitor.get("/en/?on=2026-03-01").content.decode()

    assert "Sunday 1 March 2026" in text
    assert "Places counted on" not in text
    assert "Limited; not counted here" in text


def test_a_scheme_is_closed_before_its_first_route_opens(visitor: Client) -> None:
    rows = visitor.get("/en/?on=2024-01-15").context["departures"]

    assert {row.href.partition("?")[0].rpartition("/")[2]: row.remark for row in rows}["tps"] == "closed"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-02-30", "This is not a day."),
        ("tomorrow", "This is not a day."),
        ("", "Choose a day"),
        ("1890-01-01", "Choose a day between Saturday 1 January 2000"),
    ],
)
def test_what_is_not_a_day_is_said_at_its_place_and_today_is_shown(
    visitor: Client, asked: str, said: str
) -> None:
    page = visitor.get("/en/", {"day": asked})

    assert page.status_code == 400
    assert said in page.content.decode()
    assert page.context["asked"].is_today
    assert f'value="{asked}"' in page.content.decode() or not asked


def test_the_day_chosen_goes_along_to_the_schemes(visitor: Client) -> None:
    text = visitor.get("/en/?on=2026-03-01").content.decode()

    assert 'href="/en/schemes/ttps?on=2026-03-01"' in text


@pytest.mark.parametrize(
    ("asks", "given"), [("zh-HK,zh;q=0.9", "zh-hant"), ("zh-CN", "zh-hans"), ("fr", "en")]
)
@pytest.mark.parametrize("address", ["", "schemes/ttps"])
def test_an_address_without_a_language_takes_the_browsers(
    visitor: Client, address: str, asks: str, given: str
) -> None:
    answer = visitor.get(f"/{address}", headers={"Accept-Language": asks})

    assert answer.status_code == 302
    assert answer["Location"] == f"/{given}/{address}"


def test_reading_is_all_that_can_be_done(visitor: Client) -> None:
    assert visitor.post("/en/").status_code == 405
    assert visitor.head("/en/").status_code == 200
