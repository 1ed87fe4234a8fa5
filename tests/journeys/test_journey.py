"""One family, one employer, two officers: from the first question to an e-Visa verified by a stranger."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page

from kaitak import seal
from kaitak.seal.pictures import seal_in
from kaitak.service.applications.models import Application, Group
from kaitak.service.applications.policy import current_policy
from kaitak.service.evisa.verifying import published_keys
from kaitak.service.people.actors import CLOCK
from kaitak.service.people.models import Account
from kaitak.service.people.services.accounts import open_account
from kaitak.service.quotas.services import sync_intakes
from tests.journeys.household import FAMILY, Journey, let_the_clock_run
from tests.journeys.people import APPLICANT, COMPANY, SLOTS
from tests.plugins.browser import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"
# In every run: Traditional Chinese on a phone with SQLite, and English at a desk with PostgreSQL.
WALKS = [
    pytest.param("zh-hant", PHONE, id="zh-hant-phone"),
    pytest.param("en", DESK, id="en-desk"),
    pytest.param("zh-hans", PHONE, id="zh-hans-phone"),
]
ALWAYS = {("zh-hant", "sqlite"), ("en", "postgresql")}


@pytest.fixture
def journey(live_server: object, request: pytest.FixtureRequest, tmp_path: Path) -> Journey:
    """A new filing on a running service."""
    language = request.getfixturevalue("language")
    wanted = request.config.getoption("-m")
    if (language, connection.vendor) not in ALWAYS and "slow or not slow" not in str(wanted):
        pytest.skip("walked on the other database in this run; all six in make test-all")
    picture = tmp_path / "paper.png"
    Image.effect_noise((700, 1000), 40).save(picture)
    sync_intakes(current_policy(), timezone.now())
    shots = os.environ.get("KAITAK_SHOTS")
    return Journey(
        live_server.url.replace("127.0.0.1", "localhost"), language, picture, Path(shots) if shots else None
    )  # type: ignore[attr-defined]


@pytest.fixture
def officers(journey: Journey) -> list[Account]:
    """Two officers with their second factors."""
    return [
        open_account(
            f"officer{number}@example.org",
            name=f"Officer {number}",
            office=Account.Office.OFFICER,
            password=PASSWORD,
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
    settings: object,
    tmp_path: Path,
) -> None:
    settings.PUBLIC_URL = journey.base  # type: ignore[attr-defined]
    applicant = open_page(screen, language)
    journey.start(applicant, "tps")
    journey.confirm_address(applicant)
    (principal,) = journey.parts(applicant)
    journey.fill_part(applicant, principal, APPLICANT, SLOTS["applicant"])
    for kind, answers in FAMILY:
        journey.add_person(applicant, kind, answers)

    company = open_page(screen, language)
    journey.enter(company, journey.invite_company(applicant))
    (firm,) = journey.parts(company)
    journey.fill_part(company, firm, COMPANY, SLOTS["company"])
    journey.sign(company, firm, "The personnel officer")

    _, spouse, child = journey.parts(applicant)
    journey.sign(applicant, principal, "Nguyễn Minh Anh")
    journey.sign(applicant, spouse, "Trần Văn Long")
    journey.sign(applicant, child, "Nguyễn Minh Anh", relationship="mother")
    journey.send(applicant)
    journey.pay(applicant, "fps")
    let_the_clock_run()
    let_the_clock_run()

    group = Group.objects.get(pk=journey.case)
    assert group.state == Group.State.SUBMITTED
    applicant.goto(journey.filing("submitted/"))
    journey.look(applicant, "submitted")
    reference = group.applications.get(index=0).reference

    recommending, deciding = open_page(DESK, language), open_page(DESK, language)
    journey.sign_in(recommending, officers[0], PASSWORD)
    journey.recommend(recommending)
    journey.sign_in(deciding, officers[1], PASSWORD)
    journey.decide(deciding)
    assert set(group.applications.values_list("status", flat=True)) == {Application.Status.APPROVED}

    later = open_page(screen, language)
    journey.enquire(later, "pay", str(reference), date.fromisoformat(APPLICANT["date_of_birth"]))
    journey.pay(later, "visa")
    later.goto(journey.filing("e-visas/"))
    journey.look(later, "e-visas")
    with later.expect_download() as download:
        later.locator("a[href$='.pdf']").first.click()
    evisa = tmp_path / "evisa.pdf"
    download.value.save_as(evisa)

    stranger = open_page(screen, language)
    stranger.goto(journey.address("verify/"))
    journey.look(stranger, "verify")
    trust = seal.TrustList.load(published_keys(at=timezone.now()))
    verdict = seal.verify(seal_in(evisa.read_bytes()), trust, None, timezone.localdate())
    assert verdict.genuine
    assert verdict.seal is not None
    assert verdict.seal.names("Nguyễn", "Minh Anh", "阮明英")
