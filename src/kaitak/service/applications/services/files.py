"""Files of a part: given, replaced and removed through the documents room; each change voids the part's signatures."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kaitak.service.applications.errors import ApplicationError, GroupNotFound, PageNotShown
from kaitak.service.applications.locking import Key, check_is_draft, lock_part
from kaitak.service.applications.models import Part
from kaitak.service.applications.policies import check_may_fill
from kaitak.service.applications.selectors.profiles import slots_of
from kaitak.service.applications.services.drafts import touch
from kaitak.service.applications.services.voiding import void_signatures
from kaitak.service.documents import services as documents
from kaitak.service.documents.checking import GivenFile
from kaitak.service.documents.models import Upload
from kaitak.service.people.actors import CLOCK, Actor


def add_file(
    part_id: Key, slot_id: str, *, filename: str, content: GivenFile, by: Actor, at: datetime
) -> Upload:
    """Put a file into a slot of a part. Raises FileRefused with what to do about it.

    The file is checked and stored before the draft is touched. A file that comes after the part was signed voids
    the signatures; the comparison on sending would find it even if this process ended in between.
    """
    part = _open_part(part_id, by, at)
    slot = next((one for one in slots_of(part, at) if one.id == slot_id), None)
    if slot is None:
        raise PageNotShown
    upload = documents.store_upload(
        case=part.group.case,
        part=str(part.pk),
        slot=slot_id,
        filename=filename,
        content=content,
        by=by,
        at=at,
        part_owners={by.identifier},
        max_files=slot.max_files,
    )
    _keep_or_take_back(upload, part_id, by, at)
    return upload


def replace_file(upload_id: UUID, *, filename: str, content: GivenFile, by: Actor, at: datetime) -> Upload:
    """Put a file in the place of another. Where the new one is refused the old one stays."""
    old = _upload(upload_id)
    _open_part(old.part, by, at)
    upload = documents.replace_upload(
        old, filename=filename, content=content, by=by, at=at, part_owners={by.identifier}
    )
    _keep_or_take_back(upload, old.part, by, at)
    return upload


@transaction.atomic
def remove_file(upload_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a file out of its slot."""
    old = _upload(upload_id)
    part = _open_part(old.part, by, at)
    documents.remove_upload(old, by=by, at=at, part_owners={by.identifier})
    _changed(part.pk, by, at)


def _upload(upload_id: UUID) -> Upload:
    upload = Upload.objects.filter(pk=upload_id, removed_at=None).first()
    if upload is None:
        raise GroupNotFound
    return upload


@transaction.atomic
def _open_part(part_id: Key, by: Actor, at: datetime) -> Part:
    part = lock_part(part_id)
    check_may_fill(by, part)
    check_is_draft(part.group, at)
    return part


def _keep_or_take_back(upload: Upload, part_id: Key, by: Actor, at: datetime) -> None:
    """Count the file to its part; where the group was sent or erased while it came in, take it out again."""
    try:
        _changed(part_id, by, at)
    except GroupNotFound:
        documents.erase_case(upload.case, by=CLOCK, at=at)
        raise
    except ApplicationError:
        documents.remove_upload(upload, by=by, at=at, part_owners={by.identifier})
        raise


@transaction.atomic
def _changed(part_id: Key, by: Actor, at: datetime) -> None:
    part = lock_part(part_id)
    check_is_draft(part.group, at)
    void_signatures(part, reason="files_changed", by=by, at=at)
    part.version += 1
    part.save(update_fields=["version", "signed_at"])
    touch(part.group, at=at)
    part.group.save(update_fields=["saved_at", "erase_after"])
