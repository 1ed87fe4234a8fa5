"""An issued e-Visa is cancelled by a supervisor; one whose fee did not come lapses by an officer's act."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from kaitak.service.applications.models import Application
from kaitak.service.applications.services import conclude
from kaitak.service.audit.services import record
from kaitak.service.casework import policies
from kaitak.service.casework.errors import NotLapsed
from kaitak.service.evisa import letters
from kaitak.service.evisa.errors import NotIssued, ReasonMissing
from kaitak.service.evisa.models import Evisa, IssuanceFee
from kaitak.service.payments.services import void_demand
from kaitak.service.people.actors import Actor


@transaction.atomic
def cancel(evisa_id: UUID | str, reason: str, *, by: Actor, at: datetime) -> Evisa:
    """Cancel an issued e-Visa: online from now on, offline with the next published list.

    Raises NotIssued or ReasonMissing.
    """
    evisa = _locked(evisa_id)
    policies.check_is_supervisor(by)
    if evisa.state != Evisa.State.ISSUED:
        raise NotIssued
    if not reason.strip():
        raise ReasonMissing

    evisa.state, evisa.cancelled_at, evisa.cancelled_on = Evisa.State.CANCELLED, at, localdate(at)
    evisa.cancelled_by, evisa.cancelled_because = by.identifier, reason.strip()
    evisa.save()
    conclude(evisa.application_id, Application.Status.CANCELLED, by=by, at=at)
    case = str(evisa.application.group_id)
    details = {"number": evisa.number}
    record("evisa.cancelled", case=case, about=str(evisa.application_id), by=by, at=at, details=details)
    letters.tell_of_cancellation(evisa, at=at)
    return evisa


@transaction.atomic
def lapse(fee_id: UUID | str, reason: str, *, by: Actor, at: datetime) -> IssuanceFee:
    """End approvals whose issuance fee did not come by the day in the notice. Raises NotLapsed or ReasonMissing."""
    fee = IssuanceFee.objects.select_for_update().select_related("group").get(pk=fee_id)
    policies.check_is_officer(by)
    if fee.paid_at is not None or localdate(at) <= fee.due_by:
        raise NotLapsed
    if not reason.strip():
        raise ReasonMissing

    for evisa in fee.evisas.select_for_update().filter(state=Evisa.State.AWAITING_FEE):
        evisa.state = Evisa.State.LAPSED
        evisa.save(update_fields=["state"])
        conclude(evisa.application_id, Application.Status.LAPSED, by=by, at=at)
    if fee.demand is not None:
        void_demand(fee.demand, reason="lapsed", by=by, at=at)
    letters.tell_of_lapse(fee, at=at)
    return fee


def _locked(evisa_id: UUID | str) -> Evisa:
    return Evisa.objects.select_for_update(of=("self",)).select_related("application__group").get(pk=evisa_id)
