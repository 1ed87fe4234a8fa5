"""Files that people give: whose slot they are in, what was found in them, where their bytes lie encrypted."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CaseKey(models.Model):
    """The data key of one case, wrapped by the master key. Destroying it makes every file of the case unreadable.

    Its row is also the lock for changes to a case's files.
    """

    case = models.CharField(max_length=60, primary_key=True)
    wrapped = models.BinaryField(max_length=60)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"key of {self.case}"


class Upload(models.Model):
    """One file in one slot of one part. Its row never holds what is in the file."""

    class MediaType(models.TextChoices):
        JPEG = "image/jpeg", "JPEG"
        PDF = "application/pdf", "PDF"
        GIF = "image/gif", "GIF"
        PNG = "image/png", "PNG"
        TIFF = "image/tiff", "TIF"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.CharField(max_length=60, db_index=True)
    part = models.CharField(max_length=60)
    slot = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()
    filename = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(max_length=20, choices=MediaType.choices)
    compression = models.CharField(max_length=20, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    pictures = models.PositiveSmallIntegerField()
    folder = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="upload_order_once_in_slot",
                fields=["case", "part", "slot", "order"],
                condition=Q(removed_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="upload_file_once_in_slot",
                fields=["case", "part", "slot", "sha256"],
                condition=Q(removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="upload_not_empty", condition=Q(size__gt=0, pages__gt=0, order__gt=0, pictures__gt=0)
            ),
            models.CheckConstraint(
                name="upload_media_type_taken",
                condition=Q(
                    media_type__in=["image/jpeg", "application/pdf", "image/gif", "image/png", "image/tiff"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.pk}"  # never the file's name: this text reaches the logs


class Discarded(models.Model):
    """A folder whose files are to be deleted from the store; written with the change that made them useless."""

    folder = models.CharField(max_length=60, primary_key=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.folder} since {self.since:%Y-%m-%d}"
