"""Collecting an e-Visa: the holder downloads it, as often as wanted while it is in force."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.evisa.errors import NotIssued
from kaitak.service.evisa.models import Evisa
from kaitak.service.notices.typesetting import render_stored
from kaitak.service.people.actors import Actor


@transaction.atomic
def collect(evisa_id: UUID | str, *, by: Actor, at: datetime) -> bytes:
    """Return the e-Visa as PDF, the same bytes each time; the first collection is recorded. Raises NotIssued."""
    evisa = Evisa.objects.select_for_update().select_related("application").get(pk=evisa_id)
    if evisa.state != Evisa.State.ISSUED or evisa.issued_on is None:
        raise NotIssued
    if evisa.collected_at is None:
        evisa.collected_at = at
        evisa.save(update_fields=["collected_at"])
        case = str(evisa.application.group_id)
        record("evisa.collected", case=case, about=str(evisa.application_id), by=by, at=at)
    return render_stored("evisa", evisa.application.group.language, evisa.issued_on, evisa.sheet)
