"""A fee, somebody to pay it, and a purpose that notes what it was told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pytest

from kaitak.service.notices.services import Recipient
from kaitak.service.payments import purposes
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.sandbox_gateway import desk
from kaitak.service.payments.services import begin_attempt, demand_fee
from kaitak.service.people.actors import CLOCK, Actor, ActorKind, Role
from kaitak.service.people.errors import ServiceError

CASE = "case-1"
RETURN = "http://testserver/en/apply/paid"


@dataclass
class NotingPurpose(purposes.Purpose):
    """A purpose that keeps what it was told and refuses when it is made to."""

    told: list[tuple[str, UUID]] = field(default_factory=list)
    refusal: ServiceError | None = None
    fault: Exception | None = None

    def may_pay(self, demand: Demand, at: datetime) -> None:
        if self.refusal:
            raise self.refusal

    def paid(self, attempt: Attempt, at: datetime) -> None:
        if self.fault:
            raise self.fault
        self.told.append(("paid", attempt.pk))

    def failed(self, attempt: Attempt, at: datetime) -> None:
        self.told.append(("failed", attempt.pk))


@pytest.fixture
def purpose(monkeypatch: pytest.MonkeyPatch) -> Iterator[NotingPurpose]:
    noting = NotingPurpose()
    monkeypatch.setitem(purposes.REGISTERED, "application_fee", noting)
    return noting


@pytest.fixture
def payer() -> Actor:
    return Actor(ActorKind.PARTY, "party-1", frozenset({Role.APPLICANT}), case=CASE)


@pytest.fixture
def demand(db: None, purpose: NotingPurpose, noon: datetime) -> Demand:
    return demand_for(CASE, noon)


def demand_for(case: str, at: datetime, amount_cents: int = 60_000) -> Demand:
    return demand_fee(
        purpose="application_fee",
        case=case,
        amount_cents=amount_cents,
        description="Application fee",
        payer=Recipient("payer@example.org", "en"),
        by=CLOCK,
        at=at,
    )


@pytest.fixture
def attempt(demand: Demand, payer: Actor, noon: datetime) -> Attempt:
    return begin_attempt(demand.pk, "visa", by=payer, at=noon, return_url=RETURN)


def choose(attempt: Attempt, scenario: str, *, at: datetime) -> None:
    """Do at the test gateway what a tester would."""
    desk.choose(attempt.provider_reference, scenario, at=at)
