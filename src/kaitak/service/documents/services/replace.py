"""A file takes the place of another."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.documents import policies
from kaitak.service.documents.checking import GivenFile, read_at_most
from kaitak.service.documents.models import Upload
from kaitak.service.documents.selectors import upload_of, uploads_of
from kaitak.service.documents.services.discard import discard_now
from kaitak.service.documents.services.incoming import Incoming, bring_in, digest_of, shown_name
from kaitak.service.documents.services.remove import mark_removed
from kaitak.service.documents.services.slots import check_room, details_of, lock_case
from kaitak.service.documents.services.store import LIMIT_BYTES
from kaitak.service.people.actors import Actor

NO_LIMIT = 10_000


def replace_upload(
    upload: Upload,
    *,
    filename: str,
    content: GivenFile,
    by: Actor,
    at: datetime,
    part_owners: Collection[str],
    limit_bytes: int = LIMIT_BYTES,
) -> Upload:
    """Put a file in the place of ``upload``, which is removed; where the new file is refused, the old one stays.

    Raises FileRefused, CheckUnavailable, CaseErased, PermissionRefused, or Upload.DoesNotExist where the old file
    was removed meanwhile.
    """
    policies.check_may_change(by, case=upload.case, part_owners=part_owners)
    data = read_at_most(content, limit_bytes)
    check_room(_others(upload), sha256=digest_of(data), max_files=NO_LIMIT)
    incoming = bring_in(data, case=upload.case, at=at)
    try:
        return _exchange(upload, incoming, filename=filename, by=by, at=at)
    except BaseException:
        discard_now(incoming.folder)
        raise


@transaction.atomic
def _exchange(upload: Upload, incoming: Incoming, *, filename: str, by: Actor, at: datetime) -> Upload:
    lock_case(upload.case, wrapped=incoming.wrapped)
    old = upload_of(upload.case, upload.pk)
    check_room(_others(old), sha256=incoming.sha256, max_files=NO_LIMIT)
    mark_removed(old, by=by, at=at)
    new = incoming.row(
        case=old.case,
        part=old.part,
        slot=old.slot,
        order=old.order,
        filename=shown_name(filename),
        replaces=old,
        created_at=at,
        created_by=by.identifier,
    )
    new.save(force_insert=True)
    details = {**details_of(new), "replaces": str(old.pk)}
    record("document.replaced", case=new.case, about=new.part, by=by, at=at, details=details)
    return new


def _others(upload: Upload) -> list[Upload]:
    """Return the files beside ``upload`` in its slot; the same file may replace itself."""
    return list(uploads_of(upload.case, part=upload.part, slot=upload.slot).exclude(pk=upload.pk))
