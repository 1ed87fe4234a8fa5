"""A made-up scheme laid over the policy, and groups walked through the services as far as a test needs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.selectors import declaration_of
from kaitak.service.applications.services import (
    confirm_address,
    invite_company,
    open_draft,
    save_page,
    send_group,
    set_contact,
    sign_part,
)
from kaitak.service.applications.types import Mark, PageSaved, Shown
from kaitak.service.notices.models import Notice
from kaitak.service.payments.methods import Outcome
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.services import begin_attempt, settle
from kaitak.service.people.actors import Actor, ActorKind, Role, provider
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.services import allocate, sync_intakes

MADE_UP = Path(__file__).parent / "made_up"
BIRTH = "1990-05-01"
SUPERVISOR = Actor(ActorKind.ACCOUNT, "7", frozenset({Role.OFFICER, Role.SUPERVISOR}))


@pytest.fixture(autouse=True)
def _made_up_scheme(settings: Any) -> None:
    """Lay the made-up scheme over the policy."""
    settings.POLICY_OVERLAYS = [MADE_UP]


@pytest.fixture
def supervisor() -> Actor:
    """A supervisor who acts."""
    return SUPERVISOR


class Filing:
    """One group and those who act in it, moved along by the services alone."""

    def __init__(self, at: datetime, *, number: str = "K01234567") -> None:
        self.at, self.number = at, number
        group, party = open_draft(scheme="lantern", language="en", at=at)
        self.id, self.party = group.pk, party
        self.applicant = party.actor
        self.company_actor: Actor | None = None

    @property
    def group(self) -> Group:
        """The group as it is now."""
        return Group.objects.get(pk=self.id)

    def part(self, kind: str = "applicant", place: int = 0) -> Part:
        """A part as it is now."""
        return list(self.group.parts.filter(kind=kind))[place]

    def save(
        self, page: str, kind: str = "applicant", *, place: int = 0, by: Actor | None = None, **raw: Any
    ) -> PageSaved:
        """Save a page on the newest version."""
        part = self.part(kind, place)
        who = by or (self.company() if kind == "company" else self.applicant)
        return save_page(part.pk, page, raw, version=part.version, by=who, at=self.at)

    def fill(self, **other: Any) -> "Filing":
        """Answer every page of the principal."""
        answers = {
            "craft": "lanterns",
            "family_name": "Nguyễn",
            "given_names": "Minh Anh",
            "date_of_birth": BIRTH,
            "passport": "VNM",
            "travel_document_number": self.number,
            **other,
        }
        for page in ("craft", "name", "birth", "papers"):
            asked = [one.fact for one in current_policy().procedures["lantern.entry"].page(page).facts]
            self.save(page, **{name: answers[name] for name in asked if name in answers})
        return self

    def company(self) -> Actor:
        """The company's authorised person, invited on first need."""
        if self.company_actor is None:
            party = invite_company(
                self.id, email="boss@example.com", language="zh-hant", by=self.applicant, at=self.at
            )
            self.company_actor = party.actor
        return self.company_actor

    def fill_company(self, **other: Any) -> "Filing":
        """Answer every page of the company."""
        self.save("firm", "company", company_name="Bright Ltd", contract_on_paper=False)
        self.save(
            "post",
            "company",
            **{"occupation": "Lantern maker", "monthly_pay": 20000, "contract_months": 24, **other},
        )
        return self

    def confirm(self, email: str = "minh@example.org") -> "Filing":
        """Give the contact address and confirm it by the mailed code."""
        set_contact(self.id, email=email, language="en", by=self.applicant, at=self.at)
        confirm_address(self.id, self.code("address_code"), by=self.applicant, at=self.at)
        return self

    def code(self, kind: str) -> str:
        """The digits of the newest code that was mailed."""
        return str(Notice.objects.filter(case=str(self.id), kind=kind).latest("pk").context["code"])

    def told(self, kind: str) -> list[Notice]:
        """The notices of a kind in this case."""
        return list(Notice.objects.filter(case=str(self.id), kind=kind).order_by("pk"))

    def sign(
        self, kind: str = "applicant", *, place: int = 0, by: Actor | None = None, **more: Any
    ) -> "Filing":
        """Sign a part over the declaration in force."""
        part = self.part(kind, place)
        declared = declaration_of(part, more.get("at", self.at), "en")
        assert declared is not None
        who = by or (self.company() if kind == "company" else self.applicant)
        given = {
            "mark": Mark("typed", "M. A."),
            "shown": Shown(declared.id, declared.version, "en"),
            "signer_name": "Minh Anh Nguyen",
            "at": self.at,
            **more,
        }
        sign_part(part.pk, by=who, **given)
        return self

    def ready(self, **other: Any) -> "Filing":
        """Everything filled in, confirmed and signed."""
        return self.confirm().fill(**other).fill_company().sign("company").sign()

    def send(self, *, knowingly: bool = False, at: datetime | None = None) -> "Filing":
        """Send, and let the allocator answer."""
        send_group(self.id, knowingly=knowingly, by=self.applicant, at=at or self.at)
        allocate(at or self.at)
        return self

    @property
    def ticket(self) -> Ticket:
        """The newest ticket."""
        return Ticket.objects.filter(case=str(self.id)).latest("pk")

    def begin(self, *, by: Actor | None = None, at: datetime | None = None) -> Attempt:
        """Begin to pay."""
        demand = Demand.objects.get(case=str(self.id), state=Demand.State.OPEN)
        return begin_attempt(
            demand.pk, "visa", by=by or self.applicant, at=at or self.at, return_url="http://t/"
        )

    def pay(self, *, at: datetime | None = None) -> Attempt:
        """Pay, and let the provider say so."""
        attempt = self.settle(self.begin(at=min(at or self.at, self.at + timedelta(minutes=1))), at=at)
        allocate(at or self.at)
        return attempt

    def settle(self, attempt: Attempt, *, at: datetime | None = None) -> Attempt:
        """Let the provider say that the money came."""
        return settle(attempt.pk, Outcome.PAID, by=provider("sandbox"), at=at or self.at)


@pytest.fixture
def filing(db: None, noon: datetime) -> Filing:
    """A new draft."""
    sync_intakes(current_policy(), noon)
    return Filing(noon)


@pytest.fixture
def another(filing: Filing) -> Callable[..., Filing]:
    """Open further drafts, each of another person."""

    def make(number: str) -> Filing:
        return Filing(filing.at, number=number)

    return make
