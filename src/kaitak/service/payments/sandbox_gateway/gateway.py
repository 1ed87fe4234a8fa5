"""What a merchant may ask of the test gateway. Each request can be repeated under its key."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from kaitak.service.payments.errors import Refused
from kaitak.service.payments.methods import Flow, Method
from kaitak.service.payments.sandbox_gateway.models import SandboxPayment, SandboxRefund

FLOWS = {
    Method.VISA: Flow.REDIRECT,
    Method.MASTERCARD: Flow.REDIRECT,
    Method.UNIONPAY: Flow.REDIRECT,
    Method.JCB: Flow.EMBEDDED,
    Method.PPS: Flow.REDIRECT,
    Method.FPS: Flow.QR,
    Method.ALIPAY: Flow.QR,
    Method.WECHATPAY: Flow.QR,
    Method.UNIONPAY_APP: Flow.QR,
}
SLOW_REFUNDS = {Method.PPS, Method.FPS}
SLOW_REFUND_TAKES = timedelta(seconds=10)


def open_payment(
    *,
    idempotency_key: str,
    merchant_reference: str,
    transaction_reference: str,
    method: str,
    amount_cents: int,
    description: str,
    return_url: str,
    expires_at: datetime,
    at: datetime,
) -> SandboxPayment:
    """Return the payment of this key, opened now if it is new."""
    payment, _ = SandboxPayment.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={
            "token": secrets.token_urlsafe(18),
            "merchant_reference": merchant_reference,
            "transaction_reference": transaction_reference,
            "method": method,
            "amount_cents": amount_cents,
            "description": description,
            "return_url": return_url,
            "opened_at": at,
            "expires_at": expires_at,
        },
    )
    return payment


def visible_state(payment: SandboxPayment, *, at: datetime) -> str:
    """Return the state the gateway admits to at ``at``."""
    if payment.state == SandboxPayment.State.OPEN and at >= payment.expires_at:
        return SandboxPayment.State.EXPIRED
    if payment.visible_from is not None and at < payment.visible_from:
        return SandboxPayment.State.PROCESSING
    return payment.state


def look_up(token: str, *, at: datetime) -> SandboxPayment:
    """Return a payment as it stands."""
    return SandboxPayment.objects.get(token=token)


@transaction.atomic
def cancel_payment(token: str, *, at: datetime) -> SandboxPayment:
    """Close a payment that nobody has made; leave any other as it is."""
    payment = SandboxPayment.objects.select_for_update().get(token=token)
    if payment.state == SandboxPayment.State.OPEN:
        payment.state = SandboxPayment.State.CANCELLED
        payment.save(update_fields=["state"])
    return payment


@transaction.atomic
def refund_payment(token: str, *, idempotency_key: str, amount_cents: int, at: datetime) -> SandboxRefund:
    """Return the refund of this key, made now if it is new. Raises Refused where there is no money to give back."""
    payment = SandboxPayment.objects.select_for_update().get(token=token)
    existing = SandboxRefund.objects.filter(idempotency_key=idempotency_key).first()
    if existing is not None:
        return existing
    given_back = sum(payment.refunds.values_list("amount_cents", flat=True))
    if payment.state != SandboxPayment.State.PAID or given_back + amount_cents > payment.amount_cents:
        raise Refused("There is not that much money to give back.")
    return SandboxRefund.objects.create(
        reference=f"refund-{secrets.token_hex(8)}",
        idempotency_key=idempotency_key,
        payment=payment,
        amount_cents=amount_cents,
        confirmed_from=at + SLOW_REFUND_TAKES if payment.method in SLOW_REFUNDS else at,
    )
