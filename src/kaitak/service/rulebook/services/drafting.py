"""One officer writes an amendment, proposes it, or withdraws it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.rulebook import policies
from kaitak.service.rulebook.checking import check
from kaitak.service.rulebook.errors import AmendmentFaulty, AmendmentIncomplete
from kaitak.service.rulebook.folders import digest_of
from kaitak.service.rulebook.locking import check_state, lock_amendment
from kaitak.service.rulebook.models import Amendment

State = Amendment.State


@dataclass(frozen=True, slots=True)
class Draft:
    """What an officer writes; it may be unfinished and faulty until it is proposed."""

    title: str
    reason: str
    content: str


@transaction.atomic
def save_draft(draft: Draft, *, by: Actor, at: datetime, amendment_id: UUID | str | None = None) -> Amendment:
    """Keep a draft, a new one without ``amendment_id``. Raises NotYourDraft or AmendmentNotOpen."""
    if amendment_id is None:
        policies.check_may_write(by)
        amendment = Amendment(pk=uuid4(), drafted_by=by.identifier)
    else:
        amendment = lock_amendment(amendment_id)
        policies.check_is_own(by, amendment)
        check_state(amendment, State.DRAFT)

    amendment.title, amendment.reason = draft.title.strip(), draft.reason.strip()
    amendment.content = draft.content.replace("\r\n", "\n")
    amendment.digest, amendment.saved_at = digest_of(amendment.content), at
    amendment.save(force_insert=amendment_id is None)
    _record("amendment.saved", amendment, by, at)
    return amendment


def propose(amendment_id: UUID | str, *, by: Actor, at: datetime) -> Amendment:
    """Hand a draft to a second officer; from now on it stays as it is.

    Raises NotYourDraft, AmendmentNotOpen, AmendmentIncomplete or AmendmentFaulty. It is checked before the
    transaction, which then finds the answer at hand and stays short.
    """
    amendment = Amendment.objects.get(pk=amendment_id)
    policies.check_is_own(by, amendment)
    check(amendment.content)
    return _propose(amendment_id, by, at)


@transaction.atomic
def _propose(amendment_id: UUID | str, by: Actor, at: datetime) -> Amendment:
    amendment = lock_amendment(amendment_id)
    policies.check_is_own(by, amendment)
    check_state(amendment, State.DRAFT)
    if not amendment.title or not amendment.reason:
        raise AmendmentIncomplete
    faults = check(amendment.content).faults
    if faults:
        raise AmendmentFaulty(count=len(faults))

    amendment.state = State.PROPOSED
    amendment.proposed_by, amendment.proposed_at = by.identifier, at
    amendment.save(update_fields=["state", "proposed_by", "proposed_at"])
    _record("amendment.proposed", amendment, by, at)
    return amendment


@transaction.atomic
def withdraw(amendment_id: UUID | str, *, by: Actor, at: datetime) -> Amendment:
    """Give up a draft or a proposal of one's own. Raises NotYourDraft or AmendmentNotOpen."""
    amendment = lock_amendment(amendment_id)
    policies.check_is_own(by, amendment)
    check_state(amendment, State.DRAFT, State.PROPOSED)

    amendment.state = State.WITHDRAWN
    amendment.save(update_fields=["state"])
    _record("amendment.withdrawn", amendment, by, at)
    return amendment


def _record(event: str, amendment: Amendment, by: Actor, at: datetime) -> None:
    case = str(amendment.pk)
    record(event, case=case, about=case, by=by, at=at, details={"digest": amendment.digest})
