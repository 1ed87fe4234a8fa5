"""One family, one employer, two officers: from the first question to an e-Visa verified by a stranger."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from kaitak.service.applications.models import Application, Group
from kaitak.service.applications.policy import current_policy
from kaitak.service.people.actors import CLOCK
from kaitak.service.people.models import Account
from kaitak.service.people.services.accounts import open_account
from kaitak.service.quotas.services import sync_intakes
from tests.journeys import stations
from tests.journeys.household import Journey
from tests.plugins.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# In every run: Traditional Chinese on a phone with SQLite; English at a desk and Simplified Chinese with PostgreSQL.
WALKS = [
    pytest.param("zh-hant", PHONE, id="zh-hant-phone"),
    pytest.param("en", DESK, id="en-desk"),
    pytest.param("zh-hans", PHONE, id="zh-hans-phone"),
]
ALWAYS = {("zh-hant", "sqlite"), ("en", "postgresql"), ("zh-hans", "postgresql")}


@pytest.fixture
def journey(
    live_server: LiveServer, settings: Settings, request: pytest.FixtureRequest, tmp_path: Path
) -> Journey:
    """A new filing on a running service."""
    language = request.getfixturevalue("language")
    wanted = request.config.getoption("-m")
    if (language, connection.vendor) not in ALWAYS and "slow or not slow" not in str(wanted):
        pytest.skip("walked on the other database in this run; all six in make test-all")
    picture = tmp_path / "paper.png"
    Image.effect_noise((700, 1000), 40).save(picture)
    sync_intakes(current_policy(), timezone.now())
    shots = os.environ.get("KAITAK_SHOTS")
    settings.DATA = tmp_path
    settings.PUBLIC_URL = live_server.url.replace("127.0.0.1", "localhost")
    return Journey(settings.PUBLIC_URL, language, picture, Path(shots) if shots else None)


@pytest.fixture
def officers(journey: Journey) -> list[Account]:
    """Two officers with their second factors."""
    return [
        open_account(
            f"officer{number}@example.org",
            name=f"Officer {number}",
            office=Account.Office.OFFICER,
            password=stations.PASSWORD,
            by=CLOCK,
            at=timezone.now(),
        )[0]
        for number in (1, 2)
    ]


@pytest.mark.parametrize(("language", "screen"), WALKS)
def test_a_family_applies_and_its_evisas_are_verified(
    journey: Journey,
    officers: list[Account],
    open_page: Callable[..., Page],
    language: str,
    screen: dict[str, int],
    tmp_path: Path,
) -> None:
    applicant, company, later, stranger = (open_page(screen, language) for _person in range(4))

    stations.fill_in_with_family(journey, applicant)
    stations.let_the_company_fill_in(journey, applicant, company)
    group = stations.sign_send_and_pay(journey, applicant)
    assert group.state == Group.State.SUBMITTED

    stations.decide_by_two(journey, officers, open_page(DESK, language), open_page(DESK, language))
    assert set(group.applications.values_list("status", flat=True)) == {Application.Status.APPROVED}

    reference = group.applications.get(index=0).reference
    evisa = stations.pay_and_collect(journey, later, str(reference), tmp_path)
    stations.verify_online(journey, stranger, evisa)
    offline = stations.verify_offline(evisa, tmp_path)
    assert offline.status == 0, offline.words
    assert "NGUYEN" in offline.words
