"""Who did what, when. Records hold identifiers, field names and keyed digests, never personal values."""

from django.db import models


class Trail(models.Model):
    """The counter that numbers the records of one case without a gap."""

    case = models.CharField(max_length=60, primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.case}: {self.last_number} records"


class Record(models.Model):
    """One change. Rows are never altered: triggers refuse it."""

    case = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=60)
    about = models.CharField(max_length=60, blank=True)
    actor_kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=60, blank=True)
    on_behalf_of = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="audit_record_number_once")]

    def __str__(self) -> str:
        return f"{self.case} {self.number}: {self.event}"


class Sealed(models.Model):
    """A committed record's place in the chain, given by the one sealer."""

    position = models.PositiveBigIntegerField(primary_key=True)
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="sealed")
    leaf = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.position}: {self.leaf[:12]}"


class Head(models.Model):
    """The signed root over all records sealed so far (RFC 6962)."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    signed = models.TextField()

    def __str__(self) -> str:
        return f"{self.size} records under {self.root[:12]}"
