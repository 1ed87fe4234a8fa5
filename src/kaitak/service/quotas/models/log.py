"""The public log: what happened to each ticket, under signed heads. Triggers refuse any change of a row."""

from django.db import models

from kaitak.service.quotas.models.intakes import Intake


class Entry(models.Model):
    """One event of one ticket, without personal data: a leaf of the intake's hash tree (RFC 6962)."""

    class Kind(models.TextChoices):
        QUEUED = "queued"
        HELD = "held"
        SECURED = "secured"
        RETURNED = "returned"
        REFUSED = "refused"
        RELEASED = "released"
        RESUMED = "resumed"

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveBigIntegerField()
    number = models.PositiveBigIntegerField()
    pool = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    secret_digest = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "position"], name="entry_position_once"),
            models.UniqueConstraint(fields=["intake", "number", "kind"], name="entry_of_a_kind_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: ticket {self.number} {self.kind}"


class Head(models.Model):
    """The signed root over an intake's log at one size."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="heads")
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "size"], name="head_once_a_size")]

    def __str__(self) -> str:
        return f"{self.size} entries under {self.root[:12]}"
