"""What the test gateway keeps."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SandboxPayment(models.Model):
    """A payment at the test gateway. What was decided is visible to the merchant from ``visible_from`` on."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for the payer")
        PROCESSING = "processing", _("No answer yet")
        PAID = "paid", _("Paid")
        REFUSED = "refused", _("Refused")
        EXPIRED = "expired", _("Ended without payment")
        CANCELLED = "cancelled", _("Cancelled by the merchant")

    token = models.CharField(max_length=60, primary_key=True)
    idempotency_key = models.CharField(max_length=80, unique=True)
    merchant_reference = models.CharField(max_length=60)
    transaction_reference = models.CharField(max_length=20)
    method = models.CharField(max_length=20)
    amount_cents = models.PositiveIntegerField()
    description = models.CharField(max_length=200)
    return_url = models.CharField(max_length=500)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    scenario = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    visible_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sandbox_decided_visible",
                condition=~Q(state__in=["paid", "refused"]) | Q(visible_from__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"test payment {self.transaction_reference}"


class SandboxRefund(models.Model):
    """Money the test gateway was told to give back."""

    reference = models.CharField(max_length=60, primary_key=True)
    idempotency_key = models.CharField(max_length=120, unique=True)
    payment = models.ForeignKey(SandboxPayment, on_delete=models.CASCADE, related_name="refunds")
    amount_cents = models.PositiveIntegerField()
    confirmed_from = models.DateTimeField()

    def __str__(self) -> str:
        return f"test refund {self.reference}"


class SandboxNotice(models.Model):
    """A notice the test gateway has to send. The same event may stand here twice: that is one of the scenarios."""

    payment = models.ForeignKey(SandboxPayment, on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=60)
    outcome = models.CharField(max_length=12)
    send_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"test notice {self.event}"
