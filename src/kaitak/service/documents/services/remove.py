"""A file is taken out of its slot."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.documents import policies
from kaitak.service.documents.models import Upload
from kaitak.service.documents.selectors import uploads_of
from kaitak.service.documents.services.discard import discard
from kaitak.service.documents.services.slots import details_of, lock_case
from kaitak.service.people.actors import Actor


@transaction.atomic
def remove_upload(upload: Upload, *, by: Actor, at: datetime, part_owners: Collection[str]) -> None:
    """Take a file out of its slot and delete it from the store. Removing it twice removes it once.

    Whether the part may still be changed is for the applications to say. Raises PermissionRefused or CaseErased.
    """
    lock_case(upload.case)
    policies.check_may_change(by, case=upload.case, part_owners=part_owners)
    kept = uploads_of(upload.case).filter(pk=upload.pk).first()
    if kept is None:
        return

    mark_removed(kept, by=by, at=at)
    record("document.removed", case=kept.case, about=kept.part, by=by, at=at, details=details_of(kept))


def mark_removed(upload: Upload, *, by: Actor, at: datetime) -> None:
    """Mark a file as removed and have its bytes deleted; its name is forgotten."""
    upload.removed_at, upload.removed_by, upload.filename = at, by.identifier, ""
    upload.save(update_fields=["removed_at", "removed_by", "filename"])
    discard([upload.folder], at=at)
