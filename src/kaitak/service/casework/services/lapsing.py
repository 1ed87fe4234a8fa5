"""An application lapses: its documents or its issuance fee did not come by the letter's day, and an officer says so."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from kaitak.service.applications.models import Application
from kaitak.service.applications.services import conclude
from kaitak.service.casework import letters, policies
from kaitak.service.casework.errors import NotLapsed, NotOpenForDecision, ReasonMissing
from kaitak.service.casework.locking import lock_case_file
from kaitak.service.casework.models import CaseFile, DocumentRequest
from kaitak.service.people.actors import Actor


@transaction.atomic
def lapse(application_id: UUID | str, reason: str, *, by: Actor, at: datetime) -> Application:
    """End an application whose documents did not come by the day in the letter. Never done by a timer alone.

    Raises NotLapsed while that day has not passed, NotOpenForDecision or ReasonMissing.
    """
    case = Application.objects.values_list("group_id", flat=True).get(pk=application_id)
    case_file = lock_case_file(case)
    policies.check_is_officer(by)
    application = Application.objects.select_for_update().get(pk=application_id)
    if application.status != Application.Status.OPENED:
        raise NotOpenForDecision(reference=application.reference)
    if not reason.strip():
        raise ReasonMissing
    last_day = _last_day(case_file)
    if last_day is None or localdate(at) <= last_day:
        raise NotLapsed

    lapsed: Application = conclude(application.pk, Application.Status.LAPSED, by=by, at=at)
    letters.tell_of_lapse(case_file.group, lapsed, at=at)
    return lapsed


def _last_day(case_file: CaseFile) -> date | None:
    asked = case_file.requests.filter(state=DocumentRequest.State.ASKED)
    return asked.order_by("-reply_by").values_list("reply_by", flat=True).first()
