"""A held place is secured by its payment, given back, or, once secured, released."""

from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.quotas.allocator.expiry import give_back
from kaitak.service.quotas.allocator.lead import lead
from kaitak.service.quotas.errors import HoldEnded, PlaceNotSecured, PlaceSecured, StillQueued
from kaitak.service.quotas.models import Ticket

State = Ticket.State


def secure(ticket_id: int, *, by: Actor, at: datetime) -> Ticket:
    """Secure a held place; call it inside the payment's transaction, with which it stands or falls.

    Asking twice secures once. Raises HoldEnded where the money came too late: take a new ticket with ``paid``.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A place is secured in the transaction of the payment for it.")
    ticket = _locked(ticket_id)
    if ticket.state == State.SECURED:
        return ticket
    if ticket.state != State.HELD or ticket.held_until is None or ticket.held_until <= at:
        raise HoldEnded(number=ticket.number)
    ticket.state, ticket.secured_at, ticket.paid = State.SECURED, at, True
    ticket.save(update_fields=["state", "secured_at", "paid"])
    _note("ticket.secured", ticket, by, at)
    return ticket


@transaction.atomic
def return_place(ticket_id: int, reason: str, *, by: Actor, at: datetime) -> Ticket:
    """Give a held place back to its pool before it is paid for. Raises StillQueued or PlaceSecured.

    A ticket that has ended already is left as it is.
    """
    ticket = _locked(ticket_id)
    if ticket.state in {State.SECURED, State.RELEASED}:
        raise PlaceSecured(number=ticket.number)
    if ticket.state == State.HELD:
        give_back(ticket, reason=reason, by=by, at=at)
        _count_soon(ticket, at)
    return ticket


@transaction.atomic
def release(ticket_id: int, reason: str, *, by: Actor, at: datetime) -> Ticket:
    """Release a secured place; it can be taken again from an announced resumption on. Raises PlaceNotSecured."""
    ticket = _locked(ticket_id)
    if ticket.state == State.RELEASED:
        return ticket
    if ticket.state != State.SECURED:
        raise PlaceNotSecured(number=ticket.number)
    ticket.state, ticket.reason, ticket.released_at = State.RELEASED, reason, at
    ticket.save(update_fields=["state", "reason", "released_at"])
    _note("ticket.released", ticket, by, at)
    _count_soon(ticket, at)
    return ticket


def _locked(ticket_id: int) -> Ticket:
    """Return the locked ticket. One in line is not waited for: only the allocator changes it."""
    if Ticket.objects.filter(pk=ticket_id, state=State.QUEUED).exists():
        raise StillQueued
    return Ticket.objects.select_for_update().get(pk=ticket_id)


def _note(event: str, ticket: Ticket, by: Actor, at: datetime) -> None:
    details = {"ticket": ticket.pk, "number": ticket.number, "reason": ticket.reason}
    record(event, case=ticket.case, about=str(ticket.pk), by=by, at=at, details=details)


def _count_soon(ticket: Ticket, at: datetime) -> None:
    transaction.on_commit(lambda: lead(ticket.intake_id, at=at), robust=True)
