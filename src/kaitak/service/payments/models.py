"""Fees demanded, attempts to pay them, refunds ordered, and what providers told."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaitak.service.payments.methods import Flow, Method


class Demand(models.Model):
    """A fee that is asked for once: for a case, or for one application of it."""

    class Purpose(models.TextChoices):
        APPLICATION_FEE = "application_fee", _("Application fee")
        ISSUANCE_FEE = "issuance_fee", _("Issuance fee")

    class State(models.TextChoices):
        OPEN = "open", _("To be paid")
        PAID = "paid", _("Paid")
        VOID = "void", _("No longer due")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    case = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=60, blank=True)
    amount_cents = models.PositiveIntegerField()
    description = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    demanded_at = models.DateTimeField()
    due_by = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="demand_of_some_money", condition=Q(amount_cents__gt=0)),
            models.CheckConstraint(
                name="demand_paid_has_time", condition=~Q(state="paid") | Q(paid_at__isnull=False)
            ),
            models.UniqueConstraint(
                name="demand_once",
                fields=["purpose", "case", "about"],
                condition=Q(state__in=["open", "paid"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Attempt(models.Model):
    """One try at paying a demand, by one means of payment."""

    class State(models.TextChoices):
        BEGUN = "begun", _("Starting")
        PENDING = "pending", _("Waiting for payment")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Not successful")
        UNCLEAR = "unclear", _("Being checked")
        EXPIRED = "expired", _("Ended without payment")
        REFUNDING = "refunding", _("Being refunded")
        REFUNDED = "refunded", _("Refunded")

    LIVE = (State.BEGUN, State.PENDING, State.UNCLEAR)
    TAKEN = (State.PAID, State.REFUNDING, State.REFUNDED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="attempts")
    transaction_reference = models.CharField(max_length=20, unique=True)
    method = models.CharField(max_length=20, choices=Method.choices)
    flow = models.CharField(max_length=10, choices=Flow.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BEGUN)
    amount_cents = models.PositiveIntegerField()
    received_cents = models.PositiveIntegerField(null=True, blank=True)
    is_kept = models.BooleanField(default=False)

    provider = models.CharField(max_length=20)
    provider_reference = models.CharField(max_length=120, blank=True)
    idempotency_key = models.CharField(max_length=80, unique=True)
    return_url = models.CharField(max_length=500)
    language = models.CharField(max_length=10, blank=True)
    redirect_url = models.CharField(max_length=2000, blank=True)
    qr_text = models.CharField(max_length=1000, blank=True)

    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    polls = models.PositiveSmallIntegerField(default=0)
    polled_at = models.DateTimeField(null=True, blank=True)
    next_poll_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="attempt_provider_reference_once",
                fields=["provider", "provider_reference"],
                condition=~Q(provider_reference=""),
            ),
            models.UniqueConstraint(
                name="attempt_one_live",
                fields=["demand"],
                condition=Q(state__in=["begun", "pending", "unclear"]),
            ),
            models.UniqueConstraint(name="attempt_one_kept", fields=["demand"], condition=Q(is_kept=True)),
            models.CheckConstraint(name="attempt_kept_is_paid", condition=Q(is_kept=False) | Q(state="paid")),
        ]

    def __str__(self) -> str:
        return self.transaction_reference

    @property
    def is_live(self) -> bool:
        """Tell whether money may still come by itself."""
        return self.state in self.LIVE


class RefundOrder(models.Model):
    """Money to give back. Written in the transaction that decides it; carried out until the provider confirms."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="refund")
    amount_cents = models.PositiveIntegerField()
    reason = models.CharField(max_length=40)
    ordered_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    turn = models.PositiveSmallIntegerField(default=1)
    provider_reference = models.CharField(max_length=120, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="refund_of_some_money", condition=Q(amount_cents__gt=0))]
        indexes = [models.Index(fields=["confirmed_at", "due_at"], name="refund_unconfirmed_due")]

    def __str__(self) -> str:
        return f"refund {self.pk}"

    @property
    def idempotency_key(self) -> str:
        """The key under which the provider does this refund once; a new one after it said that a turn failed."""
        return f"refund-{self.pk}-{self.turn}"


class ProviderNotice(models.Model):
    """Something a provider told, kept under the provider's own key for it. It takes effect once."""

    provider = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    attempt = models.UUIDField()
    outcome = models.CharField(max_length=10, blank=True)
    provider_reference = models.CharField(max_length=120, blank=True)
    amount_cents = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()
    last_received_at = models.DateTimeField()
    times_received = models.PositiveIntegerField(default=1)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="provider_notice_once", fields=["provider", "key"]),
            models.CheckConstraint(
                name="provider_notice_times", condition=Q(last_received_at__gte=F("received_at"))
            ),
        ]
        indexes = [models.Index(fields=["taken_at", "due_at"], name="provider_notice_untaken_due")]

    def __str__(self) -> str:
        return f"{self.provider} notice {self.key}"
