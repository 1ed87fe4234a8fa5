"""A fee is demanded, or no longer due."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.notices.services import Recipient
from kaitak.service.payments.errors import DemandPaid
from kaitak.service.payments.models import Demand
from kaitak.service.payments.money import hkd
from kaitak.service.people.actors import Actor


@transaction.atomic
def demand_fee(
    *,
    purpose: str,
    case: str,
    about: str = "",
    amount_cents: int,
    description: str,
    payer: Recipient,
    by: Actor,
    at: datetime,
    due_by: datetime | None = None,
) -> Demand:
    """Return the demand for this fee: the open one where it is the same, else a new one.

    Asking twice demands once. An open demand of another amount is voided; money that still comes for it goes
    back. ``description`` is the English text of a message in the caller's catalogue; ``payer`` is who is told of
    a refund. Raises DemandPaid.
    """
    code = Demand.Purpose(purpose)
    existing = (
        Demand.objects.select_for_update()
        .filter(purpose=code, case=case, about=about)
        .exclude(state=Demand.State.VOID)
        .first()
    )
    if existing is not None and existing.state == Demand.State.PAID:
        raise DemandPaid
    if existing is not None and existing.amount_cents == amount_cents:
        return _renew(existing, payer, due_by)
    if existing is not None:
        _void(existing, "amount_changed", by, at)

    demand = Demand.objects.create(
        purpose=code,
        case=case,
        about=about,
        amount_cents=amount_cents,
        description=description,
        email=payer.email,
        language=payer.language,
        demanded_at=at,
        due_by=due_by,
    )
    details = {"purpose": str(code), "amount": hkd(amount_cents)}
    record("fee.demanded", case=case, about=str(demand.pk), by=by, at=at, details=details)
    return demand


@transaction.atomic
def void_demand(demand_id: UUID, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Make a fee no longer due; money that still comes for it goes back. Raises DemandPaid."""
    demand = Demand.objects.select_for_update().get(pk=demand_id)
    if demand.state == Demand.State.PAID:
        raise DemandPaid
    if demand.state == Demand.State.OPEN:
        _void(demand, reason, by, at)
    return demand


def _renew(demand: Demand, payer: Recipient, due_by: datetime | None) -> Demand:
    demand.email, demand.language, demand.due_by = payer.email, payer.language, due_by
    demand.save(update_fields=["email", "language", "due_by"])
    return demand


def _void(demand: Demand, reason: str, by: Actor, at: datetime) -> None:
    demand.state = Demand.State.VOID
    demand.save(update_fields=["state"])
    record("fee.voided", case=demand.case, about=str(demand.pk), by=by, at=at, details={"reason": reason})
