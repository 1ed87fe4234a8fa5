"""Amendments: changes of the policy that officers write, propose and publish."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Amendment(models.Model):
    """One change of the policy: an overlay in the policy's own format, laid over it in order of publication.

    ``position`` is that order, given at publication. From then on no row is altered: triggers refuse it, as
    they refuse another content from the moment it is proposed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Waiting for a second officer")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    reason = models.TextField(_("reason"))
    content = models.TextField(_("overlay"))
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.CharField(max_length=60)
    saved_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=60, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    position = models.PositiveIntegerField(null=True, blank=True, unique=True)
    policy_digest = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="amendment_published_by_another",
                condition=~Q(state="published")
                | (
                    ~Q(proposed_by="")
                    & ~Q(decided_by="")
                    & ~Q(proposed_by=F("decided_by"))
                    & Q(proposed_at__isnull=False, decided_at__isnull=False, position__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="amendment_position_only_published", condition=Q(state="published") | Q(position=None)
            ),
        ]
        indexes = [models.Index(fields=["state", "saved_at"], name="amendment_state_saved")]

    def __str__(self) -> str:
        return f"amendment {self.pk}"
