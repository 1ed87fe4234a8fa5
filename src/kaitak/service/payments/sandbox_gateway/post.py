"""Send the gateway's notices: signed, to the same door as every provider's."""

import json
from datetime import datetime

from kaitak.service.payments.sandbox_gateway import signing
from kaitak.service.payments.sandbox_gateway.models import SandboxNotice
from kaitak.service.payments.services import receive_notice


def deliver_notices(*, at: datetime, most: int = 50) -> int:
    """Send the notices that are due at ``at``; return how many were taken."""
    due = SandboxNotice.objects.filter(sent_at=None, send_at__lte=at).select_related("payment").order_by("pk")
    return sum(_deliver(notice, at) for notice in due[:most])


def body_of(notice: SandboxNotice) -> bytes:
    """Return what the notice says, as it is signed and sent."""
    payment = notice.payment
    told = {
        "event": notice.event,
        "payment": payment.token,
        "merchant_reference": payment.merchant_reference,
        "outcome": notice.outcome,
        "amount_cents": payment.amount_cents if notice.outcome == "paid" else None,
    }
    return json.dumps(told).encode()


def _deliver(notice: SandboxNotice, at: datetime) -> bool:
    if not SandboxNotice.objects.filter(pk=notice.pk, sent_at=None).update(sent_at=at):
        return False
    body = body_of(notice)
    headers = {signing.HEADER: signing.sign(body, at=at)}
    return receive_notice("sandbox", body, headers, at=at)
