"""What the service asks of a payment provider. Adapters in ``providers`` fulfil it; the service knows nothing else.

Every call may be repeated: a provider does the same thing once for one idempotency key. No call is made inside
a database transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kaitak.service.payments.methods import Flow, Method, Outcome


@dataclass(frozen=True, slots=True)
class Order:
    """A payment as a provider is asked for it. ``reference`` is the provider's own, once it is known."""

    attempt: UUID
    transaction_reference: str
    idempotency_key: str
    method: Method
    amount_cents: int
    description: str
    language: str
    return_url: str
    begun_at: datetime
    expires_at: datetime
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the person is given: an address to go to, a code to scan, or a form's address for our own page."""

    reference: str
    flow: Flow
    expires_at: datetime
    redirect_url: str = ""
    qr_text: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a provider says of a payment now. ``amount_cents`` is what it received, where it says so."""

    outcome: Outcome
    reference: str = ""
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money a provider is asked to give back. ``reference`` is its own for this refund, once it is known."""

    idempotency_key: str
    attempt: UUID
    payment_reference: str
    amount_cents: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RefundStanding:
    """What a provider says of a refund: done, failed for good, or neither yet."""

    reference: str
    is_done: bool = False
    is_failed: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a provider told of its own accord, under its own ``key``."""

    key: str
    attempt: UUID
    outcome: Outcome
    reference: str = ""
    amount_cents: int | None = None


class Provider(Protocol):
    """A payment provider."""

    name: str
    embedded_template: (
        str  # of the provider's own form on our page, for the embedded flow; empty where it has none
    )

    def methods(self) -> Mapping[Method, Flow]:
        """Return the means of payment it takes, in the order to offer them, each with its flow."""

    def begin(self, order: Order, *, at: datetime) -> Begun:
        """Ask for a payment. Raises Unreachable or Refused."""

    def status(self, order: Order, *, at: datetime) -> Standing:
        """Ask how a payment stands. Raises Unreachable."""

    def cancel(self, order: Order, *, at: datetime) -> Standing:
        """Make a payment impossible from now on, if it has not been made; say how it stands. Raises Unreachable."""

    def refund(self, refund: Refund, *, at: datetime) -> RefundStanding:
        """Give money back, or say how giving it back stands. Raises Unreachable or Refused."""

    def parse_notice(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Notice | None:
        """Return what a notice says, None where it is of no interest here. Raises BadSignature."""
