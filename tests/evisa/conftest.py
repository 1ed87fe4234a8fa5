"""Approved applications whose fee is due."""

from datetime import datetime

import pytest

from kaitak.service.casework.models import Outcome
from kaitak.service.casework.services import Proposal, decide, recommend
from kaitak.service.evisa.models import IssuanceFee
from kaitak.service.people.actors import Actor
from tests.applications.conftest import Filing, _made_up_scheme, filing
from tests.casework.conftest import chief, first, second, submitted

__all__ = ["_made_up_scheme", "chief", "filing", "first", "second", "submitted"]


@pytest.fixture
def approved(submitted: Filing, first: Actor, second: Actor, noon: datetime) -> Filing:
    """A group whose principal is approved."""
    application = submitted.group.applications.get(index=0)
    proposal = Proposal(
        str(application.pk), Outcome.APPROVE, "All is well.", 24, "The contract is for 24 months."
    )
    made = recommend(submitted.id, [proposal], by=first, at=noon)
    decide(submitted.id, [made[0].pk], by=second, at=noon)
    return submitted


@pytest.fixture
def fee(approved: Filing) -> IssuanceFee:
    """The issuance fee that is due."""
    return IssuanceFee.objects.get()
