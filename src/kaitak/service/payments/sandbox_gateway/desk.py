"""What a tester does at the gateway's pages: choose how a payment ends, and how the gateway tells of it."""

import secrets
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kaitak.service.payments.sandbox_gateway.gateway import visible_state
from kaitak.service.payments.sandbox_gateway.models import SandboxNotice, SandboxPayment


class Scenario(models.TextChoices):
    """How a test payment ends."""

    SUCCESS = "success", _("Success: the payment goes through")
    REFUSAL = "refusal", _("Refusal: the bank says no")
    LOST_PAID = "lost_paid", _("Time-out: no answer, but the money was taken")
    LOST_UNPAID = "lost_unpaid", _("Time-out: no answer, and no money was taken")
    LATE_SECONDS = "late_seconds", _("Late notice: paid, told after 20 seconds")
    LATE_HOLD = "late_hold", _("Late notice: paid, told after 40 minutes, when the place is no longer held")
    TWICE = "twice", _("Success, and the same notice twice")


DELAYS = {
    Scenario.LOST_PAID: timedelta(seconds=20),
    Scenario.LOST_UNPAID: timedelta(seconds=20),
    Scenario.LATE_SECONDS: timedelta(seconds=20),
    Scenario.LATE_HOLD: timedelta(minutes=40),
}
NOTICES = {
    Scenario.SUCCESS: 1,
    Scenario.REFUSAL: 1,
    Scenario.LATE_SECONDS: 1,
    Scenario.LATE_HOLD: 1,
    Scenario.TWICE: 2,
}
UNPAID = {Scenario.REFUSAL, Scenario.LOST_UNPAID}


@transaction.atomic
def choose(token: str, scenario: str, *, at: datetime) -> SandboxPayment:
    """End an open payment as the tester chose, and write down the notices it sends; others stay as they are."""
    payment = SandboxPayment.objects.select_for_update().get(token=token)
    if visible_state(payment, at=at) != SandboxPayment.State.OPEN:
        return payment
    chosen = Scenario(scenario)
    is_paid = chosen not in UNPAID
    payment.state = SandboxPayment.State.PAID if is_paid else SandboxPayment.State.REFUSED
    payment.scenario = chosen
    payment.visible_from = at + DELAYS.get(chosen, timedelta(0))
    payment.save(update_fields=["state", "scenario", "visible_from"])
    event = f"event-{secrets.token_hex(12)}"
    for _notice in range(NOTICES.get(chosen, 0)):
        SandboxNotice.objects.create(
            payment=payment,
            event=event,
            outcome="paid" if is_paid else "failed",
            send_at=payment.visible_from,
        )
    return payment


@transaction.atomic
def hasten(token: str, *, at: datetime) -> SandboxPayment:
    """Let what the gateway keeps back be known now: its answers, and the notices it has not sent."""
    payment = SandboxPayment.objects.select_for_update().get(token=token)
    if payment.visible_from is not None and payment.visible_from > at:
        payment.visible_from = at
        payment.save(update_fields=["visible_from"])
    SandboxNotice.objects.filter(payment=payment, sent_at=None, send_at__gt=at).update(send_at=at)
    return payment
