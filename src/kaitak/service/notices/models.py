"""The outbox, and the letters a case has been sent."""

import uuid

from django.db import models


class Letter(models.Model):
    """A letter as data. Its PDF is set from the data whenever it is needed, the same bytes each time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    dated = models.DateField()
    data = models.JSONField()

    def __str__(self) -> str:
        return f"{self.kind} letter {self.pk}"


class Notice(models.Model):
    """An e-mail to be sent until it is delivered. Written in the transaction of the change it tells of."""

    key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    case = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=60)
    email = models.EmailField()
    language = models.CharField(max_length=10)
    context = models.JSONField(default=dict)
    letter = models.ForeignKey(
        Letter, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices"
    )
    told_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "due_at"], name="notice_unsent_due")]

    def __str__(self) -> str:
        return f"{self.kind} notice {self.pk}"
