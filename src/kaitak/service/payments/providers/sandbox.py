"""The adapter to the test gateway, by which every means of payment can be tried without money."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kaitak.service.payments.errors import BadSignature
from kaitak.service.payments.methods import Flow, Method, Outcome
from kaitak.service.payments.port import Begun, Notice, Order, Refund, RefundStanding, Standing
from kaitak.service.payments.sandbox_gateway import gateway, signing
from kaitak.service.payments.sandbox_gateway.codes import code_of
from kaitak.service.payments.sandbox_gateway.models import SandboxPayment

SAYS = {
    SandboxPayment.State.OPEN: Outcome.PENDING,
    SandboxPayment.State.PROCESSING: Outcome.UNCLEAR,
    SandboxPayment.State.PAID: Outcome.PAID,
    SandboxPayment.State.REFUSED: Outcome.FAILED,
    SandboxPayment.State.EXPIRED: Outcome.EXPIRED,
    SandboxPayment.State.CANCELLED: Outcome.EXPIRED,
}


class SandboxProvider:
    """Speaks to the test gateway."""

    name = "sandbox"
    embedded_template = "payments/embedded/sandbox.html"

    def methods(self) -> Mapping[Method, Flow]:
        """Return all means of payment; between them they use all three flows."""
        return gateway.FLOWS

    def begin(self, order: Order, *, at: datetime) -> Begun:
        """Open a payment at the gateway."""
        payment = gateway.open_payment(
            idempotency_key=order.idempotency_key,
            merchant_reference=str(order.attempt),
            transaction_reference=order.transaction_reference,
            method=order.method,
            amount_cents=order.amount_cents,
            description=order.description,
            return_url=order.return_url,
            expires_at=order.expires_at,
            at=at,
        )
        flow = gateway.FLOWS[order.method]
        return Begun(
            reference=payment.token,
            flow=flow,
            expires_at=order.expires_at,
            redirect_url=f"/{order.language}/sandbox/pay/{payment.token}",
            qr_text=code_of(payment) if flow == Flow.QR else "",
        )

    def status(self, order: Order, *, at: datetime) -> Standing:
        """Ask the gateway."""
        return _standing(gateway.look_up(order.reference, at=at), at)

    def cancel(self, order: Order, *, at: datetime) -> Standing:
        """Close the payment at the gateway, if nobody has paid it."""
        return _standing(gateway.cancel_payment(order.reference, at=at), at)

    def refund(self, refund: Refund, *, at: datetime) -> RefundStanding:
        """Ask the gateway for the money back; bank transfers take it some seconds to confirm."""
        made = gateway.refund_payment(
            refund.payment_reference,
            idempotency_key=refund.idempotency_key,
            amount_cents=refund.amount_cents,
            at=at,
        )
        return RefundStanding(made.reference, is_done=at >= made.confirmed_from)

    def parse_notice(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Notice:
        """Return what the gateway told."""
        signing.verify(body, headers.get(signing.HEADER, ""), at=at)
        try:
            told = json.loads(body)
            return Notice(
                key=str(told["event"]),
                attempt=UUID(told["merchant_reference"]),
                outcome=Outcome(told["outcome"]),
                reference=str(told["payment"]),
                amount_cents=told["amount_cents"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BadSignature("The notice is signed but cannot be read.") from error


def _standing(payment: SandboxPayment, at: datetime) -> Standing:
    state = SandboxPayment.State(gateway.visible_state(payment, at=at))
    received = payment.amount_cents if state == SandboxPayment.State.PAID else None
    return Standing(SAYS[state], payment.token, received)
