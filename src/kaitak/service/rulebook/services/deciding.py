"""A second officer publishes an amendment, or says why not."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from kaitak import rules
from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.rulebook import in_force, policies
from kaitak.service.rulebook.checking import check
from kaitak.service.rulebook.errors import AmendmentFaulty, DecisionReasonMissing, RulesMovedOn
from kaitak.service.rulebook.locking import check_state, lock_amendment
from kaitak.service.rulebook.models import Amendment

State = Amendment.State


def publish(amendment_id: UUID | str, *, seen: str, by: Actor, at: datetime) -> Amendment:
    """Put a proposed amendment in force; every process takes it up within a second.

    ``seen`` is the digest of the amended policy that was looked at: nothing else is published. Raises OwnAmendment,
    AmendmentNotOpen, AmendmentFaulty or RulesMovedOn. It is checked and loaded before the transaction, which then
    finds the answers at hand and stays short: the line of tickets waits for open transactions.
    """
    amendment = Amendment.objects.get(pk=amendment_id)
    policies.check_may_decide(by, amendment)
    with suppress(AmendmentFaulty):
        _loaded(amendment)
    return _publish(amendment_id, seen, by, at)


@transaction.atomic
def _publish(amendment_id: UUID | str, seen: str, by: Actor, at: datetime) -> Amendment:
    amendment = lock_amendment(amendment_id)
    policies.check_may_decide(by, amendment)
    check_state(amendment, State.PROPOSED)
    policy = _loaded(amendment)
    if policy.digest != seen:
        raise RulesMovedOn

    amendment.state, amendment.policy_digest = State.PUBLISHED, policy.digest
    amendment.decided_by, amendment.decided_at = by.identifier, at
    amendment.position = (Amendment.objects.aggregate(last=Max("position"))["last"] or 0) + 1
    _save_first(amendment)
    details = {"digest": amendment.digest, "policy": policy.digest, "position": amendment.position}
    case = str(amendment.pk)
    record("amendment.published", case=case, about=case, by=by, at=at, details=details)
    transaction.on_commit(in_force.forget)
    return amendment


def _loaded(amendment: Amendment) -> rules.Policy:
    """Return the policy under the amendment, checked and loaded as every process will load it."""
    faults = check(amendment.content).faults
    if faults:
        raise AmendmentFaulty(count=len(faults))
    try:
        return in_force.policy_with(amendment.content)
    except rules.PolicyFault as error:
        raise AmendmentFaulty(count=len(error.faults)) from error


def _save_first(amendment: Amendment) -> None:
    """Save, unless another was published at the same moment and has taken the place."""
    try:
        with transaction.atomic():
            amendment.save()
    except IntegrityError as error:
        raise RulesMovedOn from error


@transaction.atomic
def reject(amendment_id: UUID | str, reason: str, *, by: Actor, at: datetime) -> Amendment:
    """Say that a proposed amendment is not accepted, and why. Raises OwnAmendment or AmendmentNotOpen."""
    amendment = lock_amendment(amendment_id)
    policies.check_may_decide(by, amendment)
    check_state(amendment, State.PROPOSED)
    if not reason.strip():
        raise DecisionReasonMissing

    amendment.state, amendment.decision_reason = State.REJECTED, reason.strip()
    amendment.decided_by, amendment.decided_at = by.identifier, at
    amendment.save(update_fields=["state", "decision_reason", "decided_by", "decided_at"])
    case = str(amendment.pk)
    record("amendment.rejected", case=case, about=case, by=by, at=at, details={"digest": amendment.digest})
    return amendment
