"""Officers, and an overlay that changes one figure."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.rulebook import in_force
from kaitak.service.rulebook.checking import check
from kaitak.service.rulebook.models import Amendment
from kaitak.service.rulebook.services import Draft, propose, publish, save_draft

FIGURE = "ttps.a.least_income"
OVERLAY = """\
sources:
  our-table: {publisher: Our office, title: Income table, operator: true}
figures:
- id: ttps.a.least_income
  versions: [{from: 2027-01-01, value: 3000000, source: our-table}]
"""
Publish = Callable[..., Amendment]


@pytest.fixture
def writer() -> Actor:
    """An officer who writes amendments."""
    return Actor(ActorKind.ACCOUNT, "11", frozenset({Role.OFFICER}))


@pytest.fixture
def chief() -> Actor:
    """A supervisor."""
    return Actor(ActorKind.ACCOUNT, "12", frozenset({Role.OFFICER, Role.SUPERVISOR}))


@pytest.fixture
def proposed(db: None, writer: Actor, noon: datetime) -> Amendment:
    """An amendment that waits for a second officer."""
    return make_proposed(OVERLAY, writer, noon)


@pytest.fixture
def published(
    proposed: Amendment, chief: Actor, noon: datetime, django_capture_on_commit_callbacks: object
) -> Iterator[Amendment]:
    """The amendment, published."""
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        row = publish(proposed.pk, seen=amended_digest(proposed), by=chief, at=noon)
    yield row
    in_force.forget()


def make_proposed(content: str, by: Actor, at: datetime) -> Amendment:
    """Write and propose an amendment."""
    draft = save_draft(Draft("Raise the income", "Wages have risen.", content), by=by, at=at)
    return propose(draft.pk, by=by, at=at)


def amended_digest(amendment: Amendment) -> str:
    """Return the digest of the policy under an amendment, as its page shows it."""
    after = check(amendment.content).after
    assert after is not None
    return after.digest
