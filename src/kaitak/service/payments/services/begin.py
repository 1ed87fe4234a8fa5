"""Somebody begins to pay."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.payments import policies, providers
from kaitak.service.payments.errors import (
    AttemptRefused,
    AttemptUnclear,
    DemandOverdue,
    DemandPaid,
    DemandVoid,
    MethodNotOffered,
    ProviderUnreachable,
    Refused,
    Unreachable,
)
from kaitak.service.payments.locking import lock_demand
from kaitak.service.payments.methods import Flow, Method
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.purposes import purpose_of
from kaitak.service.payments.references import new_transaction_reference
from kaitak.service.payments.services.ask import FIRST_POLL, ask, cancel, place
from kaitak.service.people.actors import Actor

LIFETIME = timedelta(minutes=30)


def begin_attempt(
    demand_id: UUID, method: str, *, by: Actor, at: datetime, return_url: str, language: str = ""
) -> Attempt:
    """Return an attempt the person can go on with: where to go, or what to scan.

    ``language`` is that of the page it is begun on; left out, that of the payer's letters.
    A double click, or coming back to the same means of payment, gives the same attempt. Choosing another one first
    makes the earlier attempt impossible at the provider; while that is not certain the new one is refused. Calls
    the provider, so never call it inside a transaction.
    Raises MethodNotOffered, DemandNotOpen, DemandOverdue, AttemptUnclear, AttemptRefused, ProviderUnreachable,
    PermissionRefused, and whatever the purpose refuses.
    """
    offered = providers.active().methods()
    if method not in offered:
        raise MethodNotOffered(method=method)
    policies.check_may_pay(by, Demand.objects.get(pk=demand_id))
    _clear_the_way(demand_id, method, at=at)
    page = {"return_url": return_url, "language": language}
    attempt = _open(demand_id, Method(method), offered, by=by, at=at, page=page)
    if attempt.provider_reference:
        return attempt
    try:
        return place(attempt, at=at)
    except Unreachable as fault:
        raise ProviderUnreachable(reference=attempt.transaction_reference) from fault
    except Refused as fault:
        raise AttemptRefused(reference=attempt.transaction_reference) from fault


def _clear_the_way(demand_id: UUID, method: str, *, at: datetime) -> None:
    attempt = Attempt.objects.filter(demand=demand_id, state__in=Attempt.LIVE).first()
    if attempt is None:
        return
    if attempt.state == Attempt.State.UNCLEAR:
        attempt = ask(attempt, at=at)
    is_usable = attempt.method == method and at < attempt.expires_at
    if attempt.is_live and attempt.state != Attempt.State.UNCLEAR and not is_usable:
        _end(attempt, at=at)


def stop_attempt(attempt_id: UUID, *, by: Actor, at: datetime) -> Attempt:
    """Return the attempt, made impossible at the provider so that another way can be chosen.

    What has ended already stays as it ended; money that comes all the same is taken as for any attempt. Calls
    the provider, so never call it inside a transaction. Raises AttemptUnclear while the end is not certain.
    """
    attempt = Attempt.objects.select_related("demand").get(pk=attempt_id)
    policies.check_may_pay(by, attempt.demand)
    if attempt.state == Attempt.State.UNCLEAR:
        attempt = ask(attempt, at=at)
    return _end(attempt, at=at) if attempt.is_live else attempt


def _end(attempt: Attempt, *, at: datetime) -> Attempt:
    if attempt.state != Attempt.State.UNCLEAR:
        attempt = cancel(attempt, at=at)
    if attempt.is_live:
        raise AttemptUnclear(reference=attempt.transaction_reference)
    return attempt


@transaction.atomic
def _open(
    demand_id: UUID,
    method: Method,
    offered: Mapping[Method, Flow],
    *,
    by: Actor,
    at: datetime,
    page: Mapping[str, str],
) -> Attempt:
    demand = lock_demand(demand_id)
    policies.check_may_pay(by, demand)
    _check_can_be_paid(demand, at)
    live = Attempt.objects.filter(demand=demand, state__in=Attempt.LIVE).first()
    if live is not None:
        if live.method != method or live.state == Attempt.State.UNCLEAR:
            raise AttemptUnclear(reference=live.transaction_reference)
        return live
    attempt = Attempt(
        demand=demand,
        transaction_reference=new_transaction_reference(),
        method=method,
        flow=offered[method],
        amount_cents=demand.amount_cents,
        provider=providers.active().name,
        **page,
        begun_at=at,
        expires_at=at + LIFETIME,
        next_poll_at=at + FIRST_POLL,
    )
    attempt.idempotency_key = f"attempt-{attempt.pk}"
    attempt.save(force_insert=True)
    details = {"attempt": attempt.transaction_reference, "method": str(method)}
    record("payment.begun", case=demand.case, about=str(demand.pk), by=by, at=at, details=details)
    return attempt


def _check_can_be_paid(demand: Demand, at: datetime) -> None:
    if demand.state == Demand.State.PAID:
        raise DemandPaid
    if demand.state == Demand.State.VOID:
        raise DemandVoid
    purpose_of(demand).may_pay(demand, at)
    if demand.due_by is not None and at > demand.due_by:
        raise DemandOverdue
