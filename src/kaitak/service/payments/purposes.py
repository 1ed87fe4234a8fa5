"""What fees are for. A higher room registers here what is to happen when a fee of its kind is paid."""

from datetime import datetime
from typing import Protocol

from kaitak.service.payments.models import Attempt, Demand


class Purpose(Protocol):
    """What a kind of fee means to the room that demands it. Every method runs inside the payment's transaction.

    Subclass it to inherit a ``lock`` and a ``failed`` that do nothing.
    """

    def lock(self, demand: Demand) -> None:
        """Take the locks of the higher room that ``paid`` will need: rows lock from the case down to the attempt."""

    def may_pay(self, demand: Demand, at: datetime) -> None:
        """Raise a ServiceError where the fee must not be paid now."""

    def paid(self, attempt: Attempt, at: datetime) -> None:
        """Do what the money was for. Never refuse: where it came too late, order its refund here."""

    def failed(self, attempt: Attempt, at: datetime) -> None:
        """Note that an attempt ended without money; another may follow."""


REGISTERED: dict[str, Purpose] = {}


def register(code: str, purpose: Purpose) -> None:
    """Make ``purpose`` answer for fees of the kind ``code``; called once, when the higher room is ready."""
    REGISTERED[Demand.Purpose(code)] = purpose


def purpose_of(demand: Demand) -> Purpose:
    """Return what answers for this fee."""
    if demand.purpose not in REGISTERED:
        raise LookupError(f"No room has registered for fees of the kind {demand.purpose!r}.")
    return REGISTERED[demand.purpose]
