from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.quotas import listeners
from kaitak.service.quotas.selectors import forget_boards
from kaitak.service.quotas.services import allocate, announce_resumption, suspend, take_ticket

APPLICANT = Actor(ActorKind.PARTY, "party-1", frozenset({Role.APPLICANT}))
SUPERVISOR = Actor(ActorKind.ACCOUNT, "7", frozenset({Role.OFFICER, Role.SUPERVISOR}))

LANGUAGES = {"en": "Places left", "zh-hant": "剩餘名額", "zh-hans": "剩余名额"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_trade_shows_its_places_and_the_time(visitor: Client, language: str) -> None:
    page = visitor.get(f"/{language}/quota")

    text = page.content.decode()
    assert f"<h1>{LANGUAGES[language]}</h1>" in text
    assert text.count("k-squares") >= 8
    assert "12:00" in text


def test_the_part_that_is_fetched_again_is_the_part_of_the_page(visitor: Client) -> None:
    fragment = visitor.get("/en/quota/places").content.decode()

    assert fragment.startswith('<div id="places" data-poll="/en/quota/places"')
    assert "<html" not in fragment
    assert "Left in all" in fragment


def test_the_log_is_a_download_with_the_key_that_verifies_it(visitor: Client) -> None:
    answer = visitor.get("/en/quota/tps.2025/log.json")

    document = answer.json()
    assert answer["Content-Disposition"] == 'attachment; filename="places-tps.2025.json"'
    assert document["entries"] == []
    assert document["public_key"]


def test_there_is_no_log_of_what_is_not_given_out_here(visitor: Client) -> None:
    assert visitor.get("/en/quota/ttps.c/log.json").status_code == 404
    assert visitor.get("/en/quota/nowhere/log.json").status_code == 404


def test_without_an_intake_the_page_says_what_to_do(db: None) -> None:
    forget_boards()

    assert "No places are being given out here yet." in Client().get("/en/quota").content.decode()


@pytest.fixture
def _nobody_listens() -> Iterator[None]:
    registered, listeners.REGISTERED[:] = listeners.REGISTERED[:], []
    yield
    listeners.REGISTERED[:] = registered


@pytest.mark.usefixtures("_nobody_listens")
def test_a_place_that_is_held_fills_and_leaves_a_line_under_a_new_head(
    visitor: Client, noon: datetime
) -> None:
    ticket = {"case": str(uuid4()), "key": "one", "person_digest": "a" * 64}
    take_ticket(intake="tps.2025", pool="nurse", by=APPLICANT, at=noon, **ticket)
    allocate(noon)
    forget_boards()

    text = visitor.get("/en/quota").content.decode()
    document = visitor.get("/en/quota/tps.2025/log.json").json()

    assert "9,999" in text
    assert "2,999" in text
    assert "Newest head of the log" in text
    assert [entry["kind"] for entry in document["entries"]] == ["queued", "held"]
    assert '"size":2' in document["head"]
    assert "a" * 64 not in str(document)


def test_a_suspension_and_its_end_are_announced(visitor: Client, noon: datetime) -> None:
    suspend("tps.2025", None, "full", by=SUPERVISOR, at=noon - timedelta(hours=1))
    forget_boards()

    text = visitor.get("/en/quota").content.decode()

    assert "Applications are suspended since" in text
    assert "Monday 23 November 2026, 11:00" in text


def test_a_resumption_to_come_is_announced(visitor: Client, noon: datetime) -> None:
    announce_resumption("tps.2025", "nurse", noon + timedelta(days=1), by=SUPERVISOR, at=noon)
    forget_boards()

    text = visitor.get("/en/quota").content.decode()

    assert "Opens again on Tuesday 24 November 2026, 12:00." in text
