"""Lock an amendment for a change."""

from uuid import UUID

from kaitak.service.rulebook.errors import AmendmentNotOpen
from kaitak.service.rulebook.models import Amendment


def lock_amendment(amendment_id: UUID | str) -> Amendment:
    """Return an amendment, locked until the transaction ends."""
    return Amendment.objects.select_for_update().get(pk=amendment_id)


def check_state(amendment: Amendment, *states: Amendment.State) -> None:
    """Raise AmendmentNotOpen unless an amendment is in one of ``states``."""
    if amendment.state not in states:
        raise AmendmentNotOpen
