"""Every file of a case is erased with its key."""

from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.documents import policies
from kaitak.service.documents.models import CaseKey, Upload
from kaitak.service.documents.services.discard import discard
from kaitak.service.people.actors import Actor


@transaction.atomic
def erase_case(case: str, *, by: Actor, at: datetime) -> None:
    """Destroy the key of a case, and with it every file; delete the rows, and the files once that is committed.

    Raises PermissionRefused.
    """
    CaseKey.objects.select_for_update().filter(case=case).first()
    policies.check_may_erase(by, case=case)
    uploads = Upload.objects.filter(case=case)
    folders = list(uploads.values_list("folder", flat=True))

    CaseKey.objects.filter(case=case).delete()
    uploads.delete()
    discard(folders, at=at)
    record("documents.erased", case=case, by=by, at=at, details={"files": len(folders)})
