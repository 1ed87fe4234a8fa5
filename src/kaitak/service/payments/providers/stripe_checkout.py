"""The adapter to Stripe: its hosted Checkout page, its refunds, its signed webhooks."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import stripe

from kaitak.service.payments.errors import BadSignature, Refused, Unreachable
from kaitak.service.payments.methods import Flow, Method, Outcome
from kaitak.service.payments.port import Begun, Notice, Order, Refund, RefundStanding, Standing

HEADER = "Stripe-Signature"
TOLERANCE_SECONDS = 300
TIMEOUT_SECONDS = 20
# Checkout does not accept sessions shorter than 30 minutes; one more for clocks that differ.
SHORTEST_SESSION = timedelta(minutes=31)
KINDS = {
    Method.VISA: "card",
    Method.MASTERCARD: "card",
    Method.UNIONPAY: "card",
    Method.JCB: "card",
    Method.ALIPAY: "alipay",
    Method.WECHATPAY: "wechat_pay",
}
LOCALES = {"en": "en", "zh-hant": "zh-HK", "zh-hans": "zh"}
EVENTS = {
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
}
Answer = TypeVar("Answer")


class StripeProvider:
    """Speaks to Stripe. PPS, FPS and the UnionPay App are not among the means of payment it takes."""

    name = "stripe"
    embedded_template = ""

    def __init__(self, secret_key: str, webhook_secret: str, base_address: str = "") -> None:
        self.webhook_secret = webhook_secret
        self.client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": base_address} if base_address else None,
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
            max_network_retries=1,
        )

    def methods(self) -> Mapping[Method, Flow]:
        """Return what Checkout takes in Hong Kong dollars."""
        return dict.fromkeys(KINDS, Flow.REDIRECT)

    def begin(self, order: Order, *, at: datetime) -> Begun:
        """Open a Checkout session."""
        options: Any = {"idempotency_key": order.idempotency_key}
        params = _session_of(order)
        session = _call(lambda: self.client.v1.checkout.sessions.create(params, options))
        return Begun(
            reference=session.id,
            flow=Flow.REDIRECT,
            expires_at=datetime.fromtimestamp(session.expires_at, order.expires_at.tzinfo),
            redirect_url=session.url or "",
        )

    def status(self, order: Order, *, at: datetime) -> Standing:
        """Retrieve the session and its payment."""
        params: Any = {"expand": ["payment_intent"]}
        session = _call(lambda: self.client.v1.checkout.sessions.retrieve(order.reference, params))
        return Standing(_outcome(session), session.id, _received(session))

    def cancel(self, order: Order, *, at: datetime) -> Standing:
        """Expire the session; where it is no longer open, say how it stands."""
        try:
            session = _call(lambda: self.client.v1.checkout.sessions.expire(order.reference))
        except Refused:
            return self.status(order, at=at)
        return Standing(_outcome(session), session.id)

    def refund(self, refund: Refund, *, at: datetime) -> RefundStanding:
        """Refund the session's payment, or retrieve the refund where it was made."""
        if refund.reference:
            return _refund_standing(_call(lambda: self.client.v1.refunds.retrieve(refund.reference)))
        session = _call(lambda: self.client.v1.checkout.sessions.retrieve(refund.payment_reference))
        params: Any = {
            "payment_intent": str(session.payment_intent),
            "amount": refund.amount_cents,
            "metadata": {"attempt": str(refund.attempt)},
        }
        options: Any = {"idempotency_key": refund.idempotency_key}
        try:
            made = self.client.v1.refunds.create(params, options)
        except stripe.InvalidRequestError as error:
            if error.code != "charge_already_refunded":
                raise Refused(str(error.user_message or error.code)) from error
            return self._made_before(str(session.payment_intent))
        except stripe.StripeError as error:
            raise Unreachable(type(error).__name__) from error
        return _refund_standing(made)

    def parse_notice(self, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Notice | None:
        """Return what a webhook says of a session of ours."""
        header = headers.get(HEADER, "")
        try:
            # Tolerance 0 leaves the age to us: the library would read its own clock.
            event = stripe.Webhook.construct_event(body, header, self.webhook_secret, tolerance=0)
        except (stripe.SignatureVerificationError, ValueError) as error:
            raise BadSignature("The signature is not Stripe's.") from error
        if abs(at.timestamp() - _signed_at(header)) > TOLERANCE_SECONDS:
            raise BadSignature("The notice was signed too long ago.")
        session: Any = event.data.object
        if event.type not in EVENTS or not _is_ours(session):
            return None
        failed = event.type == "checkout.session.async_payment_failed"
        outcome = Outcome.FAILED if failed else _outcome(session)
        return Notice(event.id, UUID(session.client_reference_id), outcome, session.id, _received(session))

    def _made_before(self, payment_intent: str) -> RefundStanding:
        found = _call(lambda: self.client.v1.refunds.list({"payment_intent": payment_intent, "limit": 1}))
        return _refund_standing(found.data[0])


def _session_of(order: Order) -> Any:
    kind = KINDS[order.method]
    known = {"attempt": str(order.attempt), "transaction_reference": order.transaction_reference}
    price = {
        "currency": "hkd",
        "unit_amount": order.amount_cents,
        "product_data": {"name": order.description},
    }
    return {
        "mode": "payment",
        "payment_method_types": [kind],
        "payment_method_options": {"wechat_pay": {"client": "web"}} if kind == "wechat_pay" else {},
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": str(order.attempt),
        "metadata": known,
        "payment_intent_data": {"metadata": known},
        "locale": LOCALES.get(order.language, "auto"),
        "success_url": order.return_url,
        "cancel_url": order.return_url,
        "expires_at": int(max(order.expires_at, order.begun_at + SHORTEST_SESSION).timestamp()),
    }


def _outcome(session: Any) -> Outcome:
    if session.status == "expired":
        return Outcome.EXPIRED
    if session.status == "open":
        return Outcome.PENDING
    if session.payment_status == "paid":
        return Outcome.PAID
    intent = session.payment_intent
    is_over = getattr(intent, "status", "") in {"requires_payment_method", "canceled"}
    return Outcome.FAILED if is_over else Outcome.UNCLEAR


def _received(session: Any) -> int | None:
    return session.amount_total if session.payment_status == "paid" else None


def _refund_standing(refund: Any) -> RefundStanding:
    return RefundStanding(
        refund.id, is_done=refund.status == "succeeded", is_failed=refund.status in {"failed", "canceled"}
    )


def _is_ours(session: Any) -> bool:
    try:
        UUID(session.client_reference_id)
    except (TypeError, ValueError, AttributeError):
        return False
    return True


def _signed_at(header: str) -> int:
    return int(dict(part.partition("=")[::2] for part in header.split(","))["t"])


def _call(request: Callable[[], Answer]) -> Answer:
    try:
        return request()
    except (stripe.InvalidRequestError, stripe.CardError) as error:
        raise Refused(str(error.user_message or error.code)) from error
    except stripe.StripeError as error:
        raise Unreachable(type(error).__name__) from error
