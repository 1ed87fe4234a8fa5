"""Lock a case file for a change: the group first, then its file, always in this order."""

from uuid import UUID

from kaitak.service.applications.models import Group
from kaitak.service.casework.errors import CaseFileClosed
from kaitak.service.casework.models import CaseFile


def lock_case_file(case: UUID | str) -> CaseFile:
    """Return the file of the group ``case``, locked until the transaction ends. Raises CaseFileClosed."""
    key = UUID(str(case))
    Group.objects.select_for_update().get(pk=key)
    case_file = CaseFile.objects.select_for_update().select_related("group").get(pk=key)
    if case_file.stage == CaseFile.Stage.CLOSED:
        raise CaseFileClosed
    return case_file


def move(case_file: CaseFile, stage: CaseFile.Stage) -> None:
    """Put the file at another stage."""
    case_file.stage = stage
    case_file.save(update_fields=["stage"])
