"""What a provider says of a payment takes effect, once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.payments import policies
from kaitak.service.payments.errors import ReferenceMismatch
from kaitak.service.payments.locking import lock_attempt
from kaitak.service.payments.methods import Outcome
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.purposes import purpose_of
from kaitak.service.payments.services.refunds import order_refund
from kaitak.service.people.actors import Actor

LAST_LOOKS = timedelta(hours=1)
ENDINGS = {Outcome.FAILED: Attempt.State.FAILED, Outcome.EXPIRED: Attempt.State.EXPIRED}


@transaction.atomic
def settle(
    attempt_id: UUID,
    outcome: str,
    provider_reference: str = "",
    *,
    by: Actor,
    at: datetime,
    received_cents: int | None = None,
) -> Attempt:
    """Let an outcome take effect and return the attempt; telling it again changes nothing.

    Money that comes is always taken note of, however late. The first in full that comes for an open demand pays
    it, and the room that demanded it is called in the same transaction; any other money is ordered back.
    Raises ReferenceMismatch.
    """
    policies.check_may_settle(by)
    attempt = lock_attempt(attempt_id)
    _name(attempt, provider_reference)
    told = Outcome(outcome)
    if told == Outcome.PAID:
        _take_money(attempt, received_cents, by, at)
    elif told in ENDINGS:
        _end(attempt, ENDINGS[told], by, at)
    elif attempt.is_live and attempt.provider_reference and told == Outcome.PENDING:
        _move(attempt, Attempt.State.PENDING, by, at)
    elif attempt.is_live and told == Outcome.UNCLEAR:
        _move(attempt, Attempt.State.UNCLEAR, by, at)
    attempt.refresh_from_db()
    return attempt


def _take_money(attempt: Attempt, received_cents: int | None, by: Actor, at: datetime) -> None:
    if attempt.state in Attempt.TAKEN:
        return
    demand = attempt.demand
    attempt.received_cents = attempt.amount_cents if received_cents is None else received_cents
    refused = _why_not_kept(attempt, demand)
    attempt.is_kept, attempt.settled_at, attempt.next_poll_at = not refused, at, None
    _move(attempt, Attempt.State.PAID, by, at)
    if refused:
        order_refund(attempt.pk, refused, by=by, at=at)
        return
    demand.state, demand.paid_at = Demand.State.PAID, at
    demand.save(update_fields=["state", "paid_at"])
    purpose_of(demand).paid(attempt, at)


def _why_not_kept(attempt: Attempt, demand: Demand) -> str:
    if demand.state == Demand.State.PAID:
        return "already_paid"
    if demand.state == Demand.State.VOID:
        return "no_longer_due"
    return "" if attempt.received_cents == attempt.amount_cents else "wrong_amount"


def _end(attempt: Attempt, state: Attempt.State, by: Actor, at: datetime) -> None:
    if not attempt.is_live:
        return
    attempt.settled_at, attempt.next_poll_at = at, at + LAST_LOOKS if attempt.provider_reference else None
    _move(attempt, state, by, at)
    purpose_of(attempt.demand).failed(attempt, at)


def _move(attempt: Attempt, state: Attempt.State, by: Actor, at: datetime) -> None:
    if attempt.state == state:
        return
    attempt.state = state
    attempt.save(update_fields=["state", "is_kept", "received_cents", "settled_at", "next_poll_at"])
    details = {"attempt": attempt.transaction_reference, "method": attempt.method}
    demand = attempt.demand
    record(f"payment.{state}", case=demand.case, about=str(demand.pk), by=by, at=at, details=details)


def _name(attempt: Attempt, provider_reference: str) -> None:
    if not provider_reference or attempt.provider_reference == provider_reference:
        return
    if attempt.provider_reference:
        raise ReferenceMismatch(reference=attempt.transaction_reference)
    attempt.provider_reference = provider_reference
    attempt.save(update_fields=["provider_reference"])
