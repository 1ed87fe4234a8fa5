"""The steps of one application, each at the browser of whoever takes it."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page

from kaitak.service.notices.models import Notice
from kaitak.service.people.models import Account
from kaitak.service.people.second_factor import code_at
from kaitak.service.portals.clock.jobs import JOBS
from tests.journeys.people import APPLICANT, CHILD, COMPANY, RECORDS, SLOTS, SPOUSE
from tests.journeys.walker import Answers, Walker
from tests.plugins.browser import assert_accessible, assert_fits


def let_the_clock_run() -> None:
    """Do what the clock would do by now; the tests have no clock of their own."""
    for job in JOBS:
        if job.name not in {"documents.sweep", "quotas.recount"}:
            job.run(at=timezone.now())


@dataclass
class Journey:
    """One filing, from the first page to the verified e-Visa."""

    base: str
    language: str
    picture: Path
    shots: Path | None = None
    case: str = ""
    walked: set[str] = field(default_factory=set)

    def address(self, rest: str = "") -> str:
        """An address in the language of the journey."""
        return f"{self.base}/{self.language}/{rest}"

    def look(self, page: Page, name: str) -> None:
        """Check a page as a person would look at it: accessible, no wider than the screen, in its language."""
        if name in self.walked:
            return
        self.walked.add(name)
        assert_accessible(page)
        assert_fits(page)
        if self.shots is not None:
            page.screenshot(path=self.shots / f"{self.language}-{name}.png", full_page=True)

    def start(self, page: Page, scheme: str) -> None:
        """Open a draft from the scheme's start page."""
        page.goto(self.address(f"apply/{scheme}/"))
        self.look(page, "apply")
        page.locator("main form button.govuk-button").last.click()
        page.wait_for_url("**/filing/**")
        found = re.search(r"/filing/([0-9a-f-]{36})/", page.url)
        assert found is not None
        self.case = found[1]
        self.look(page, "tasks")

    def filing(self, rest: str = "") -> str:
        """An address inside the filing."""
        return self.address(f"filing/{self.case}/{rest}")

    def confirm_address(self, page: Page) -> None:
        """Give the contact address and the code that was mailed to it."""
        page.goto(self.filing("contact/"))
        page.fill('[name="email"]', APPLICANT["email"])
        page.check(f'[name="language"][value="{self.language}"]')
        page.locator("main form button.govuk-button").first.click()
        page.wait_for_url("**/code/")
        self.look(page, "code")
        page.fill('[name="code"]', self.told("address_code")["code"])
        page.locator("main form button.govuk-button").first.click()
        page.wait_for_url(self.filing())

    def told(self, kind: str) -> dict[str, Any]:
        """What the newest notice of a kind said."""
        context: dict[str, Any] = Notice.objects.filter(case=self.case, kind=kind).latest("pk").context
        return context

    def fill_part(self, page: Page, part: str, answers: Answers, slots: tuple[str, ...]) -> None:
        """Answer a part's pages and give its documents."""
        page.goto(self.filing())
        first = page.locator(f"a[href*='/parts/{part}/pages/']").first.get_attribute("href")
        walker = Walker(page, answers, RECORDS)
        walker.walk_part(f"{self.base}{first}")
        walker.upload({slot: str(self.picture) for slot in slots})
        self.look(page, "documents")

    def parts(self, page: Page) -> list[str]:
        """The parts on the task list, in order."""
        page.goto(self.filing())
        links = page.locator("a[href*='/parts/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        return list(dict.fromkeys(link.split("/parts/")[1].split("/")[0] for link in links))

    def add_person(self, page: Page, kind: str, answers: Answers) -> None:
        """Add a family member and fill in their part."""
        page.goto(self.filing("family/"))
        self.look(page, "family")
        page.check(f'[name="kind"][value="{kind}"]')
        page.locator("main form button.govuk-button").first.click()
        page.wait_for_url("**/pages/**")
        part = page.url.split("/parts/")[1].split("/")[0]
        self.fill_part(page, part, answers, SLOTS["dependant"])

    def invite_company(self, page: Page) -> str:
        """Send the company its link; return the link."""
        page.goto(self.filing("company/"))
        page.fill('[name="email"]', COMPANY["company_email"])
        page.check(f'[name="language"][value="{self.language}"]')
        page.locator("main form button.govuk-button").first.click()
        page.wait_for_url(self.filing())
        return self.address(f"employer/{self.told('company_invited')['token']}/")

    def enter(self, page: Page, link: str) -> None:
        """Open a link from an e-mail and press its button."""
        page.goto(link)
        self.look(page, "link")
        page.locator("main form button.govuk-button").first.click()
        page.wait_for_url("**/filing/**")

    def sign(self, page: Page, part: str, name: str, *, relationship: str = "") -> None:
        """Sign a part with a typed name."""
        page.goto(self.filing(f"parts/{part}/sign/"))
        self.look(page, "sign-guardian" if relationship else "sign")
        page.fill('[name="signer_name"]', name)
        page.fill('[name="typed"]', name)
        if relationship:
            page.check(f'[name="relationship"][value="{relationship}"]')
        page.check('[name="agreed"]')
        page.locator("main form button.govuk-button").last.click()
        page.wait_for_url(self.filing())

    def send(self, page: Page) -> None:
        """Send the group; a place is held and the ways to pay are shown."""
        page.goto(self.filing("check/"))
        self.look(page, "review")
        page.goto(self.filing("send/"))
        self.look(page, "send")
        if page.locator('[name="knowingly"]').count():
            page.check('[name="knowingly"]')
        page.locator("main form button.govuk-button").last.click()
        page.wait_for_url("**/fees/**")

    def pay(self, page: Page, method: str) -> None:
        """Choose how to pay and play the bank in the sandbox."""
        self.look(page, "pay")
        page.check(f'[name="method"][value="{method}"]')
        page.locator("main form button.govuk-button").first.click()
        page.wait_for_load_state()
        self.look(page, f"pay-{method}")
        if "/sandbox/pay/" not in page.url:
            page.locator("a[href*='/sandbox/pay/']").first.click()
            page.wait_for_url("**/sandbox/pay/**")
        page.locator('[value="success"], [name="outcome"][value="paid"]').first.click()
        if page.locator("main form button.govuk-button").count() and "/sandbox/pay/" in page.url:
            page.locator("main form button.govuk-button").first.click()
        page.wait_for_load_state()
        let_the_clock_run()

    def sign_in(self, page: Page, account: Account, password: str) -> None:
        """Sign an officer in, with the second factor."""
        page.goto(self.address("officer/"))
        self.look(page, "sign-in")
        page.fill('[name="login"]', account.email)
        page.fill('[name="password"]', password)
        page.locator("main form button.govuk-button:not(.govuk-button--secondary)").first.click()
        page.wait_for_load_state()
        self.look(page, "second-factor")
        page.fill('[name="code"]', code_at(account, timezone.now()))
        page.locator("main form button.govuk-button:not(.govuk-button--secondary)").first.click()
        page.wait_for_url(self.address("officer/"))

    def recommend(self, page: Page) -> None:
        """Take the case and recommend approval for everybody."""
        self.look(page, "queue")
        page.goto(self.address(f"officer/cases/{self.case}/"))
        self.look(page, "case")
        page.goto(self.address(f"officer/cases/{self.case}/recommend/"))
        self.look(page, "recommend")
        for box in page.locator('input[type=radio][value="approve"]').all():
            box.check()
        for box in page.locator('textarea[name$="-reasons"]').all():
            box.fill("The papers agree with the answers.")
        if page.locator('select[name$="-stay_months"]').count():
            page.locator('select[name$="-stay_months"]').first.select_option(index=1)
            page.locator('[name$="-stay_reason"]').first.fill("As long as the contract.")
        page.locator("main form button.govuk-button").last.click()
        page.wait_for_url(self.address(f"officer/cases/{self.case}/"))

    def decide(self, page: Page) -> None:
        """Decide as recommended, at another officer's browser."""
        page.goto(self.address(f"officer/cases/{self.case}/"))
        page.locator("form[action$='/decide/'] button").click()
        page.wait_for_load_state()
        self.look(page, "decided")

    def enquire(self, page: Page, where: str, reference: str, born: date) -> None:
        """Give a reference and date of birth on an enquiry page."""
        page.goto(self.address(f"{where}"))
        self.look(page, where)
        page.fill('[name="reference"]', reference)
        for part, value in (("day", born.day), ("month", born.month), ("year", born.year)):
            page.fill(f'[name="date_of_birth-{part}"]', str(value))
        page.locator("main form button.govuk-button").first.click()
        page.wait_for_load_state()


FAMILY = (("spouse", SPOUSE), ("child", CHILD))
