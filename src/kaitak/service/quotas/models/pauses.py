"""An intake, or one pool of it, is suspended; a resumption is announced. A pool of None means every pool."""

from django.db import models

from kaitak.service.quotas.models.intakes import Intake, Pool


class Suspension(models.Model):
    """Nothing can be sent until it is lifted. A fault also stops the allocator: its counts cannot be trusted."""

    class Cause(models.TextChoices):
        SUPERVISOR = "supervisor"
        FAULT = "fault"

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="suspensions")
    pool = models.ForeignKey(
        Pool, on_delete=models.PROTECT, null=True, blank=True, related_name="suspensions"
    )
    cause = models.CharField(max_length=10, choices=Cause.choices, default=Cause.SUPERVISOR)
    reason = models.CharField(max_length=300)
    suspended_by = models.CharField(max_length=60)
    suspended_at = models.DateTimeField()
    lifted_by = models.CharField(max_length=60, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["intake"], condition=models.Q(lifted_at=None), name="suspension_in_force")
        ]

    def __str__(self) -> str:
        return f"suspension {self.pk} of {self.intake_id}"


class Resumption(models.Model):
    """Released places can be taken again from an announced moment on."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="resumptions")
    pool = models.ForeignKey(
        Pool, on_delete=models.PROTECT, null=True, blank=True, related_name="resumptions"
    )
    reason = models.CharField(max_length=300)
    resumes_at = models.DateTimeField()
    announced_by = models.CharField(max_length=60)
    announced_at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="resumption_is_announced_ahead",
                condition=models.Q(resumes_at__gt=models.F("announced_at")),
            )
        ]

    def __str__(self) -> str:
        return f"resumption {self.pk} of {self.intake_id}"
