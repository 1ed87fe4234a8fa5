"""Read what was uploaded. Whoever calls asks ``policies`` first who may see it."""

from uuid import UUID

from django.db.models import QuerySet

from kaitak.service.documents import checking, store
from kaitak.service.documents.errors import CaseErased, FileGone, NoSuchPage
from kaitak.service.documents.inspection.order import Order
from kaitak.service.documents.models import CaseKey, Upload
from kaitak.service.documents.sealing import unwrap


def uploads_of(case: str, *, part: str | None = None, slot: str | None = None) -> QuerySet[Upload]:
    """Return the files of a case that are not removed, in the order of their slots."""
    uploads = Upload.objects.filter(case=case, removed_at__isnull=True)
    if part is not None:
        uploads = uploads.filter(part=part)
    if slot is not None:
        uploads = uploads.filter(slot=slot)
    return uploads.order_by("part", "slot", "order")


def upload_of(case: str, upload_id: UUID | str) -> Upload:
    """Return one file of a case that is not removed; raise Upload.DoesNotExist."""
    return uploads_of(case).get(pk=upload_id)


def picture(upload: Upload, page: int = 1) -> bytes:
    """Return a JPEG of one page, made by us; raise NoSuchPage, FileGone or CaseErased.

    The first pages were drawn when the file came; a later one is drawn now, in a child process, and not kept.
    """
    if not 1 <= page <= upload.pages:
        raise NoSuchPage(page=page)
    if page <= upload.pictures:
        return _fetched(upload, store.page_name(page))
    return checking.ask(Order(task="draw", page=page), original(upload)).pictures[0]


def thumbnail(upload: Upload) -> bytes:
    """Return a small JPEG of the first page."""
    return _fetched(upload, store.THUMBNAIL)


def original(upload: Upload) -> bytes:
    """Return the file as it came. It is to be offered as a download only, never shown."""
    return _fetched(upload, store.ORIGINAL)


def key_of(case: str) -> bytes:
    """Return the data key of a case; raise CaseErased."""
    try:
        kept = CaseKey.objects.get(case=case)
    except CaseKey.DoesNotExist as error:
        raise CaseErased from error
    return unwrap(bytes(kept.wrapped), case=case)


def _fetched(upload: Upload, name: str) -> bytes:
    try:
        return store.fetch(upload.folder, name, key=key_of(upload.case))
    except FileNotFoundError as error:
        raise FileGone from error
