from datetime import datetime, timedelta

import pytest
from django.test import Client

from kaitak.service.applications.models import Group
from kaitak.service.applications.policy import current_policy
from kaitak.service.people.actors import Actor
from kaitak.service.quotas.selectors import forget_boards
from kaitak.service.quotas.services import announce_resumption, suspend, sync_intakes
from tests.applications.conftest import SUPERVISOR, Filing

LANGUAGES = ["en", "zh-hant", "zh-hans"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["apply/tps", "apply/ttps", "apply/ttps?kind=extension", "apply/lantern"])
def test_every_procedure_has_its_start_page(
    visitor: Client, filing: Filing, address: str, language: str
) -> None:
    page = visitor.get(f"/{language}/{address}")

    assert page.status_code == 200
    assert b"<h1>" in page.content


def test_the_start_page_says_fee_places_and_how_long_a_draft_is_kept(visitor: Client, filing: Filing) -> None:
    text = visitor.get("/en/apply/tps").content.decode()

    assert "HK$600" in text
    assert "10,000" in text
    assert "Counted on" in text
    assert "14 days" in text
    assert "gets a link by e-mail" in text


def test_the_button_opens_a_draft_and_lets_in(visitor: Client, db: None) -> None:
    answer = visitor.post("/zh-hant/apply/tps")

    group = Group.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/zh-hant/filing/{group.pk}/"
    assert group.language == "zh-hant"
    assert visitor.get(answer["Location"]).status_code == 200


def test_looking_opens_no_draft(visitor: Client, db: None) -> None:
    visitor.get("/en/apply/tps")

    assert not Group.objects.exists()


def test_an_extension_is_another_procedure(visitor: Client, db: None) -> None:
    visitor.post("/en/apply/ttps?kind=extension")

    assert Group.objects.get().procedure == "ttps.extension"


def test_a_scheme_nobody_knows_is_not_found(visitor: Client, db: None) -> None:
    assert visitor.get("/en/apply/nowhere").status_code == 404
    assert visitor.get("/en/apply/tps?kind=nothing").status_code == 404


def test_a_scheme_without_a_procedure_says_so(visitor: Client, db: None) -> None:
    page = visitor.get("/en/apply/dependant")

    assert page.status_code == 200
    assert "There is no online application for this scheme here" in page.content.decode()
    assert visitor.post("/en/apply/dependant").status_code == 200
    assert not Group.objects.exists()


def test_before_the_scheme_opens_nothing_can_be_started(visitor: Client, clock: list[datetime]) -> None:
    clock[0] = clock[0].replace(year=2025, month=1)
    page = visitor.get("/en/apply/tps")

    assert "Not open today" in page.content.decode()
    assert "Start now" not in page.content.decode()
    assert visitor.post("/en/apply/tps").status_code == 409
    assert not Group.objects.exists()


def test_a_suspension_is_said_with_the_moment_it_ends(visitor: Client, noon: datetime) -> None:
    sync_intakes(current_policy(), noon)
    who: Actor = SUPERVISOR
    suspend("tps.2025", None, "Too many.", by=who, at=noon)
    announce_resumption("tps.2025", None, noon + timedelta(days=2), by=who, at=noon)
    forget_boards()

    text = visitor.get("/en/apply/tps").content.decode()

    assert "Applications are suspended" in text
    assert "It opens again on" in text
    assert "Wednesday 25 November 2026" in text


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/apply/tps", "/zh-hant/apply/tps"),
        ("/resume", "/zh-hant/resume"),
        ("/status", "/zh-hant/status"),
        ("/documents", "/zh-hant/documents"),
        ("/pay", "/zh-hant/pay"),
        ("/e-visa", "/zh-hant/e-visa"),
        ("/employer/abc-_1", "/zh-hant/employer/abc-_1"),
        ("/join/abc", "/zh-hant/join/abc"),
    ],
)
def test_addresses_without_a_language_take_the_browsers(
    visitor: Client, db: None, asked: str, given: str
) -> None:
    answer = visitor.get(asked, headers={"Accept-Language": "zh-HK"})

    assert answer.status_code == 302
    assert answer["Location"] == given
    assert visitor.get(given).status_code in {200, 404}
    assert visitor.get(f"{given}/").status_code == visitor.get(given).status_code


def test_drafts_from_one_address_are_bounded(
    visitor: Client, filing: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaitak.service.portals.applicant.views.apply.MOST_DRAFTS", 1)
    visitor.post("/en/apply/lantern")

    answer = visitor.post("/en/apply/lantern")

    assert answer.status_code == 429
    assert "too many attempts" in answer.content.decode()
    assert Group.objects.exclude(pk=filing.id).count() == 1
