"""A file comes into a slot."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.documents import policies
from kaitak.service.documents.checking import GivenFile, read_at_most
from kaitak.service.documents.models import Upload
from kaitak.service.documents.selectors import uploads_of
from kaitak.service.documents.services.discard import discard_now
from kaitak.service.documents.services.incoming import Incoming, bring_in, digest_of, shown_name
from kaitak.service.documents.services.slots import check_room, details_of, lock_case
from kaitak.service.people.actors import Actor

LIMIT_BYTES = 5 * 1024 * 1024
"""The published limit is "5 Mbytes"; read as 5 × 1,048,576 bytes, so that neither reading refuses a good file."""


def store_upload(
    *,
    case: str,
    part: str,
    slot: str,
    filename: str,
    content: GivenFile,
    by: Actor,
    at: datetime,
    part_owners: Collection[str],
    max_files: int,
    limit_bytes: int = LIMIT_BYTES,
) -> Upload:
    """Check a file, store it and put it into a slot that holds at most ``max_files``.

    ``part_owners`` are the identifiers of the parties whose part this is. The file is in the store before its row
    is written, and looked into before either; none of that happens inside the transaction. Raises FileRefused,
    CheckUnavailable, CaseErased or PermissionRefused.
    """
    policies.check_may_change(by, case=case, part_owners=part_owners)
    data = read_at_most(content, limit_bytes)
    place = {"case": case, "part": part, "slot": slot}
    check_room(uploads_of(**place), sha256=digest_of(data), max_files=max_files)
    incoming = bring_in(data, case=case, at=at)
    try:
        return _put(incoming, place, filename=filename, max_files=max_files, by=by, at=at)
    except BaseException:
        discard_now(incoming.folder)
        raise


@transaction.atomic
def _put(
    incoming: Incoming, place: dict[str, str], *, filename: str, max_files: int, by: Actor, at: datetime
) -> Upload:
    lock_case(place["case"], wrapped=incoming.wrapped)
    order = check_room(uploads_of(**place), sha256=incoming.sha256, max_files=max_files)
    upload = incoming.row(
        **place, order=order, filename=shown_name(filename), created_at=at, created_by=by.identifier
    )
    upload.save(force_insert=True)
    record(
        "document.stored",
        case=upload.case,
        about=upload.part,
        by=by,
        at=at,
        details=details_of(upload),
    )
    return upload
