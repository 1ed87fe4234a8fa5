"""The office's side of a group: its file, what was asked for, found, recommended and decided."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kaitak.service.applications.models import Application, Group, Part, Snapshot
from kaitak.service.notices.models import Letter


class CaseFile(models.Model):
    """A submitted group as the office works on it."""

    class Stage(models.TextChoices):
        RECEIVED = "received", _("Received")
        CHECKING = "checking", _("Being checked")
        WAITING = "waiting", _("Waiting for further documents")
        ANSWERED = "answered", _("Further documents received")
        RECOMMENDED = "recommended", _("Waiting for a second officer")
        DECIDED = "decided", _("Decided")
        CLOSED = "closed", _("Closed")

    group = models.OneToOneField(Group, on_delete=models.PROTECT, primary_key=True, related_name="case_file")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.RECEIVED)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="case_files"
    )
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_file_closed_has_moment", condition=~Q(stage="closed") | Q(closed_at__isnull=False)
            )
        ]
        indexes = [models.Index(fields=["stage", "due_on"], name="case_file_stage_due")]

    def __str__(self) -> str:
        return f"case file {self.pk}"


class DocumentRequest(models.Model):
    """A letter that asks for further documents by a day."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the documents")
        ANSWERED = "answered", _("Documents received, not yet accepted")
        SETTLED = "settled", _("Settled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="requests")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="request")
    party = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    reply_by = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"request {self.pk}"


class RequestedItem(models.Model):
    """One document asked for. What comes is a reply; only an officer accepts it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        GIVEN = "given", _("Received")
        ACCEPTED = "accepted", _("Accepted")
        NOT_ACCEPTED = "not_accepted", _("Not accepted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(DocumentRequest, on_delete=models.CASCADE, related_name="items")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    explanation = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)

    def __str__(self) -> str:
        return f"item {self.pk}"

    @property
    def slot(self) -> str:
        """The slot under which the files that answer this item are kept."""
        return f"further-{self.pk}"


class Finding(models.Model):
    """What an officer found about one fact of one person. What was signed is never edited; this stands beside it."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        CORRECTED = "corrected", _("Corrected")
        REJECTED = "rejected", _("Not accepted")

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="findings")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    value = models.JSONField(null=True, blank=True)
    reason = models.TextField()
    page = models.CharField(max_length=120, blank=True)
    found_by = models.CharField(max_length=60)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_one_in_force", fields=["part", "fact"], condition=Q(superseded_at=None)
            ),
            models.CheckConstraint(
                name="finding_has_reason", condition=Q(verdict="confirmed") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.pk}"


class Outcome(models.TextChoices):
    """How an application can end in the office."""

    APPROVE = "approve", _("Approve")
    REFUSE = "refuse", _("Refuse")


class Recommendation(models.Model):
    """What one officer proposes for one application. Rows are never altered: triggers refuse it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recommendations")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    stay_months = models.PositiveSmallIntegerField(null=True, blank=True)
    stay_reason = models.TextField(blank=True)
    reasons = models.TextField()
    recommended_by = models.CharField(max_length=60)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recommendation_approval_has_stay",
                condition=~Q(outcome="approve") | Q(stay_months__isnull=False),
            ),
            models.CheckConstraint(name="recommendation_has_reasons", condition=~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"


class SentBack(models.Model):
    """A second officer's refusal to decide on a recommendation, with the reason. Append-only."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="sent_back")
    reason = models.TextField()
    sent_back_by = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"recommendation {self.recommendation_id} sent back"


class Decision(models.Model):
    """The decision on one application: one row, two different officers. Append-only."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decided")
    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    stay_months = models.PositiveSmallIntegerField(null=True, blank=True)
    reasons = models.TextField()
    recommended_by = models.CharField(max_length=60)
    decided_by = models.CharField(max_length=60)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_by_two_officers", condition=~Q(recommended_by=F("decided_by"))
            ),
            models.CheckConstraint(
                name="decision_names_both", condition=~Q(recommended_by="") & ~Q(decided_by="")
            ),
            models.CheckConstraint(
                name="decision_approval_has_stay",
                condition=~Q(outcome="approve") | Q(stay_months__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
