"""Issuance fees and e-Visas."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kaitak.service.applications.models import Application, Group
from kaitak.service.notices.models import Letter


class IssuanceFee(models.Model):
    """The fee for e-Visas approved together, with the day in the result notice by which it is to be paid."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="issuance_fees")
    demand = models.UUIDField(null=True, blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    each_cents = models.PositiveIntegerField()
    due_by = models.DateField()
    paid_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"issuance fee {self.pk}"


class Evisa(models.Model):
    """One person's e-Visa: approved, then issued once the fee is paid, perhaps cancelled later."""

    class State(models.TextChoices):
        AWAITING_FEE = "awaiting_fee", _("Waiting for the issuance fee")
        ISSUED = "issued", _("Issued")
        CANCELLED = "cancelled", _("Cancelled")
        LAPSED = "lapsed", _("Lapsed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="evisa")
    fee = models.ForeignKey(IssuanceFee, on_delete=models.PROTECT, related_name="evisas")
    state = models.CharField(max_length=12, choices=State.choices, default=State.AWAITING_FEE)
    number = models.CharField(max_length=20, unique=True)
    stay_months = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    use_by = models.DateField(null=True, blank=True)
    seal = models.BinaryField(null=True, blank=True)
    sheet = models.JSONField(default=dict)
    document_digest = models.CharField(max_length=64, blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=60, blank=True)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evisa_issued_is_sealed",
                condition=~Q(state__in=["issued", "cancelled"])
                | Q(seal__isnull=False, issued_on__isnull=False, use_by__isnull=False),
            ),
            models.CheckConstraint(
                name="evisa_cancelled_has_reason",
                condition=~Q(state="cancelled") | Q(cancelled_on__isnull=False) & ~Q(cancelled_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number
