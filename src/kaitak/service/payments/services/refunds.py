"""Money is ordered back in one transaction, and given back by a task until the provider confirms."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.notices.services import Recipient, tell
from kaitak.service.payments import policies, providers
from kaitak.service.payments.errors import NothingToRefund, ProviderFault
from kaitak.service.payments.locking import lock_attempt
from kaitak.service.payments.models import Attempt, Demand, RefundOrder
from kaitak.service.payments.money import hkd
from kaitak.service.payments.port import Refund, RefundStanding
from kaitak.service.people.actors import Actor, provider

log = structlog.get_logger(__name__)
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=6)


@transaction.atomic
def order_refund(attempt_id: UUID, reason: str, *, by: Actor, at: datetime) -> RefundOrder:
    """Order all the money of an attempt back and tell the payer; asking twice orders once.

    Where the attempt had paid its demand, the demand becomes void: no fee is left. ``reason`` is a code:
    ``already_paid``, ``no_longer_due``, ``wrong_amount``, ``no_place``, or another that the notice then leaves
    out. Raises NothingToRefund.
    """
    policies.check_may_refund(by)
    attempt = lock_attempt(attempt_id)
    if attempt.state not in Attempt.TAKEN:
        raise NothingToRefund(reference=attempt.transaction_reference)
    existing = RefundOrder.objects.filter(attempt=attempt).first()
    if existing is not None:
        return existing

    if attempt.is_kept:
        Demand.objects.filter(pk=attempt.demand_id).update(state=Demand.State.VOID)
    attempt.state, attempt.is_kept = Attempt.State.REFUNDING, False
    attempt.save(update_fields=["state", "is_kept"])
    amount = attempt.amount_cents if attempt.received_cents is None else attempt.received_cents
    order = RefundOrder.objects.create(
        attempt=attempt, amount_cents=amount, reason=reason, ordered_at=at, due_at=at
    )
    _record("refund.ordered", order, by, at, reason=reason)
    _tell("refund_ordered", order, at)
    return order


def carry_out_refunds(*, at: datetime, most: int = 50) -> int:
    """Ask providers for the refunds that are due at ``at``; return how many were confirmed.

    A crash between the provider's doing and our noting it leaves the order due: it is asked again under the same
    key, and the provider does it once.
    """
    due = RefundOrder.objects.filter(confirmed_at=None, due_at__lte=at).order_by("due_at")[:most]
    return sum(_carry_out(order, at) for order in due)


def _carry_out(order: RefundOrder, at: datetime) -> bool:
    wait = min(FIRST_WAIT * 2 ** min(order.tries, 12), LONGEST_WAIT)
    claimed = RefundOrder.objects.filter(pk=order.pk, due_at=order.due_at, confirmed_at=None)
    if not claimed.update(due_at=at + wait, tries=order.tries + 1):
        return False
    attempt = order.attempt
    asked = Refund(
        order.idempotency_key,
        attempt.pk,
        attempt.provider_reference,
        order.amount_cents,
        order.provider_reference,
    )
    try:
        standing = providers.named(attempt.provider).refund(asked, at=at)
    except ProviderFault as fault:
        log.warning("refund.not_done", refund=str(order.pk), error=type(fault).__name__)
        RefundOrder.objects.filter(pk=order.pk).update(last_error=f"{type(fault).__name__}: {fault}"[:200])
        return False
    return _note(order.pk, standing, at)


@transaction.atomic
def _note(order_id: UUID, standing: RefundStanding, at: datetime) -> bool:
    attempt = lock_attempt(RefundOrder.objects.values_list("attempt_id", flat=True).get(pk=order_id))
    order = RefundOrder.objects.select_for_update().get(pk=order_id)
    order.attempt = attempt
    if order.confirmed_at is not None:
        return False
    if standing.is_failed:
        order.turn, order.provider_reference = order.turn + 1, ""
        order.last_error = f"The provider could not carry out {standing.reference}."[:200]
        order.save(update_fields=["turn", "provider_reference", "last_error"])
        return False
    order.provider_reference = standing.reference
    order.confirmed_at = at if standing.is_done else None
    order.save(update_fields=["provider_reference", "confirmed_at"])
    if standing.is_done:
        attempt.state = Attempt.State.REFUNDED
        attempt.save(update_fields=["state"])
        _record("refund.confirmed", order, provider(attempt.provider), at)
        _tell("refund_done", order, at)
    return standing.is_done


def _record(event: str, order: RefundOrder, by: Actor, at: datetime, **details: str) -> None:
    demand = order.attempt.demand
    known = {"attempt": order.attempt.transaction_reference, "amount": hkd(order.amount_cents)}
    record(event, case=demand.case, about=str(demand.pk), by=by, at=at, details=known | details)


def _tell(kind: str, order: RefundOrder, at: datetime) -> None:
    demand = order.attempt.demand
    if not demand.email:
        return
    context = {
        "amount": hkd(order.amount_cents),
        "description": demand.description,
        "reference": order.attempt.transaction_reference,
        "reason": order.reason,
    }
    to, key = Recipient(demand.email, demand.language), f"{kind}:{order.pk}"
    tell(kind, to=to, case=demand.case, about=demand.about, at=at, context=context, key=key)
