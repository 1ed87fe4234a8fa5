"""An intake, those who act on it, and a short way to take a ticket."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

import pytest

from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.quotas import listeners
from kaitak.service.quotas.models import Intake, Ticket
from kaitak.service.quotas.selectors import forget_boards
from kaitak.service.quotas.services import Terms, allocate, set_terms, take_ticket

APPLICANT = Actor(ActorKind.PARTY, "party-1", frozenset({Role.APPLICANT}))
SUPERVISOR = Actor(ActorKind.ACCOUNT, "7", frozenset({Role.OFFICER, Role.SUPERVISOR}))


class Send(Protocol):
    """Send a group into the line and let the allocator answer it."""

    def __call__(self, name: str, pool: str = "nurse", **fields: object) -> Ticket: ...


@pytest.fixture
def supervisor() -> Actor:
    """A supervisor who acts."""
    return SUPERVISOR


@pytest.fixture
def intake(db: None, noon: datetime) -> Intake:
    """An intake of five places, three a trade."""
    pools = {"nurse": 3, "lift": 3}
    return set_terms(Terms("sample", 5, takes="group", hold_minutes=30, pools=pools), at=noon)


@pytest.fixture
def send(intake: Intake, noon: datetime) -> Send:
    """Take a ticket for somebody and have it answered."""

    def sent(name: str, pool: str = "nurse", **fields: object) -> Ticket:
        at = fields.get("at", noon)
        wanted = {"places": 1, "case": f"case-{name}", "person_digest": name, "key": f"key-{name}"}
        ticket = take_ticket(
            **{"intake": "sample", "pool": pool, "paid": False, "by": APPLICANT, "at": at, **wanted, **fields}
        )
        allocate(at)
        ticket.refresh_from_db()
        return ticket

    return sent


@pytest.fixture(autouse=True)
def _nobody_listens() -> Iterator[None]:
    """Leave the rooms above out: this room is tested alone."""
    registered, listeners.REGISTERED[:] = listeners.REGISTERED[:], []
    forget_boards()
    yield
    listeners.REGISTERED[:] = registered
