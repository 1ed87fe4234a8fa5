"""The stations of a family's way, one after the other: each function is one of them."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from kaitak.service.applications.models import Group
from kaitak.service.evisa.verifying import published_cancellations, published_keys
from kaitak.service.people.models import Account
from tests.journeys.household import FAMILY, Journey, let_the_clock_run
from tests.journeys.people import APPLICANT, COMPANY, SLOTS

PASSWORD = "a long enough password"


@dataclass
class Verdict:
    """What the command said of a file."""

    status: int
    words: str


def fill_in_with_family(journey: Journey, applicant: Page) -> None:
    """Open a draft, confirm the address, and fill in everybody's part."""
    journey.start(applicant, "tps")
    journey.confirm_address(applicant)
    (principal,) = journey.parts(applicant)
    journey.fill_part(applicant, principal, APPLICANT, SLOTS["applicant"])
    for kind, answers in FAMILY:
        journey.add_person(applicant, kind, answers)


def let_the_company_fill_in(journey: Journey, applicant: Page, company: Page) -> None:
    """Invite the company; its authorised person fills in and signs at a browser of their own."""
    journey.enter(company, journey.invite_company(applicant))
    (firm,) = journey.parts(company)
    journey.fill_part(company, firm, COMPANY, SLOTS["company"])
    journey.sign(company, firm, "The personnel officer")


def sign_send_and_pay(journey: Journey, applicant: Page) -> Group:
    """Sign for everybody, the mother for the child; send, pay by FPS, and see the acknowledgement."""
    principal, spouse, child = journey.parts(applicant)
    journey.sign(applicant, principal, "Nguyễn Minh Anh")
    journey.sign(applicant, spouse, "Trần Văn Long")
    journey.sign(applicant, child, "Nguyễn Minh Anh", relationship="mother")
    journey.send(applicant)
    journey.pay(applicant, "fps")
    let_the_clock_run()
    let_the_clock_run()
    applicant.goto(journey.filing("submitted/"))
    journey.look(applicant, "submitted")
    return Group.objects.get(pk=journey.case)


def decide_by_two(journey: Journey, officers: Sequence[Account], recommending: Page, deciding: Page) -> None:
    """One officer recommends, the other decides."""
    journey.sign_in(recommending, officers[0], PASSWORD)
    journey.recommend(recommending)
    journey.sign_in(deciding, officers[1], PASSWORD)
    journey.decide(deciding)


def pay_and_collect(journey: Journey, later: Page, reference: str, folder: Path) -> Path:
    """Pay the issuance fee with nothing but the reference and date of birth, and download the e-Visa."""
    journey.enquire(later, "pay", reference, date.fromisoformat(APPLICANT["date_of_birth"]))
    journey.pay(later, "visa")
    later.goto(journey.filing("e-visas/"))
    journey.look(later, "e-visas")
    with later.expect_download() as download:
        later.locator("a[href$='.pdf']").first.click()
    evisa = folder / "evisa.pdf"
    download.value.save_as(evisa)
    return evisa


def verify_online(journey: Journey, stranger: Page, evisa: Path) -> None:
    """Show the e-Visa's file to the verify page: genuine, and a specimen as long as no issuer is set."""
    stranger.goto(journey.address("verify/"))
    journey.look(stranger, "verify")
    stranger.locator("#id_file-file").set_input_files(evisa)
    stranger.locator("form").nth(1).locator("button").click()
    expect(stranger.locator(".k-notice--warning").first).to_be_visible()
    expect(stranger.locator("main")).to_contain_text("NGUYEN")
    journey.look(stranger, "verified")


def verify_offline(evisa: Path, folder: Path) -> Verdict:
    """Ask the command, with nothing but the two published lists."""
    keys, cancelled = folder / "keys.json", folder / "cancelled.json"
    keys.write_bytes(published_keys(at=timezone.now()))
    cancelled.write_bytes(published_cancellations(at=timezone.now()))
    command = [str(Path(sys.executable).with_name("kaitak")), "seal", "verify", str(evisa)]
    answer = subprocess.run(
        [*command, "--keys", str(keys), "--cancelled", str(cancelled)],
        capture_output=True,
        check=False,
        text=True,
    )
    return Verdict(answer.returncode, answer.stdout + answer.stderr)
