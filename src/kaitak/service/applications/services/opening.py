"""Open the file of a submitted group: each application gets its reference number, and the people are told."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils import translation

from kaitak.service.applications.acknowledgement import (
    WITH_REFERENCES,
    kind_word,
    ticket_number,
    write_acknowledgement,
)
from kaitak.service.applications.locking import lock_group
from kaitak.service.applications.models import Application, Group
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.references import FORMS
from kaitak.service.applications.services.contact import recipient
from kaitak.service.audit.services import record
from kaitak.service.notices.services import tell
from kaitak.service.people.actors import CLOCK

log = structlog.get_logger(__name__)
TRIES = 5


def open_files(*, at: datetime, most: int = 200) -> int:
    """Open the files of the groups that were submitted and have none; return how many were opened."""
    waiting = Group.objects.filter(state=Group.State.SUBMITTED, file_opened_at=None).order_by("submitted_at")
    return sum(_open(group_id, at) for group_id in waiting.values_list("pk", flat=True)[:most])


@transaction.atomic
def _open(group_id: UUID, at: datetime) -> bool:
    group = lock_group(group_id)
    if group.state != Group.State.SUBMITTED or group.file_opened_at is not None:
        return False
    lines = [
        _give_reference(application, group, at)
        for application in group.applications.filter(status="submitted")
    ]
    group.file_opened_at = at
    group.save(update_fields=["file_opened_at"])
    tell(
        "references",
        to=recipient(group),
        case=group.case,
        at=at,
        context={"people": lines, "reference": group.temporary_reference, "language": group.language},
        letter=write_acknowledgement(group, kind=WITH_REFERENCES, ticket=ticket_number(group), at=at),
        key=f"references:{group.case}",
    )
    return True


def _give_reference(application: Application, group: Group, at: datetime) -> str:
    """Give an application its reference and return the line that tells it."""
    form = FORMS[current_policy().operator("reference_form")]
    for _ in range(TRIES):
        application.reference, application.status = form.draw(), Application.Status.OPENED
        try:
            with transaction.atomic():
                application.save(update_fields=["reference", "status"])
            break
        except IntegrityError:
            log.warning("reference.drawn_twice")
    else:
        raise RuntimeError("No free reference number was drawn; choose a longer form.")
    details = {"reference": application.reference}
    record("file.opened", case=group.case, about=str(application.pk), by=CLOCK, at=at, details=details)
    with translation.override(group.language):
        return f"{kind_word(application.kind)}: {application.reference}"
