"""An intake and its pools, each with its places counted. Only the allocator changes a count."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


class Counted(models.Model):
    """So many places: held, secured, released and waiting for a resumption, and the rest free.

    ``used`` (held and secured) is what counts against the cap; a released place counts too until it is resumed.
    """

    cap = models.PositiveIntegerField()
    held = models.PositiveIntegerField(default=0)
    secured = models.PositiveIntegerField(default=0)
    released = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def used(self) -> int:
        """Places held and secured."""
        return self.held + self.secured

    @property
    def free(self) -> int:
        """Places that can be held now."""
        return self.cap - self.held - self.secured - self.released


class Intake(Counted):
    """Places given out first come, first served; its own counts are those of all its pools together."""

    class Takes(models.TextChoices):
        GROUP = "group"
        PERSON = "person"

    code = models.CharField(max_length=60, unique=True)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    takes = models.CharField(max_length=10, choices=Takes.choices)
    hold_minutes = models.PositiveIntegerField()
    last_number = models.PositiveBigIntegerField(default=0)
    log_size = models.PositiveBigIntegerField(default=0)
    log_peaks = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_within_its_quota",
                condition=Q(cap__gte=F("held") + F("secured") + F("released")),
            ),
            models.CheckConstraint(name="intake_hold_lasts", condition=Q(hold_minutes__gt=0)),
        ]

    def __str__(self) -> str:
        return self.code


class Pool(Counted):
    """One trade's share of an intake. An intake without trades has one pool, whose code is empty."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="pools")
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "code"], name="pool_once_in_its_intake"),
            models.CheckConstraint(
                name="pool_within_its_quota",
                condition=Q(cap__gte=F("held") + F("secured") + F("released")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intake_id}/{self.code}"
