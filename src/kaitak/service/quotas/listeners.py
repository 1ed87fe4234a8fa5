"""Tell the rooms above what became of a ticket, inside the transaction that made it so.

A room above registers its listener when it is ready. Its changes are committed with the decision or not at all.
"""

from datetime import datetime
from typing import Protocol

from kaitak.service.quotas.models import Ticket


class Listener(Protocol):
    """Somebody who must know what became of a ticket. Subclass it to inherit methods that do nothing.

    ``granted`` and ``refused`` stand between everybody behind this ticket and their turn: do what must be
    committed with the decision and nothing that waits. ``ticket.paid`` tells a place secured at once from a
    place held. One that raises undoes its own ticket's decision: the ticket is set aside and tried again later.
    """

    def lock(self, case: str) -> None:
        """Lock the rows above, before the ticket is locked: rows lock from the case down to the ticket."""

    def granted(self, ticket: Ticket, at: datetime) -> None:
        """A place is held for the ticket until ``held_until``, or secured where it was paid for."""

    def refused(self, ticket: Ticket, at: datetime) -> None:
        """No place; ``ticket.reason`` says why. Where it was paid for, order the refund here."""

    def returned(self, ticket: Ticket, at: datetime) -> None:
        """The hold has ended without a payment, or the place was given back."""


REGISTERED: list[Listener] = []


def register(listener: Listener) -> None:
    """Add a listener; called once, when the room above is ready."""
    REGISTERED.append(listener)


def lock(case: str) -> None:
    """Let every listener lock what it will change."""
    for listener in REGISTERED:
        listener.lock(case)


def tell_granted(ticket: Ticket, at: datetime) -> None:
    """Tell every listener of a grant."""
    for listener in REGISTERED:
        listener.granted(ticket, at)


def tell_refused(ticket: Ticket, at: datetime) -> None:
    """Tell every listener of a refusal."""
    for listener in REGISTERED:
        listener.refused(ticket, at)


def tell_returned(ticket: Ticket, at: datetime) -> None:
    """Tell every listener of a place given back."""
    for listener in REGISTERED:
        listener.returned(ticket, at)
