"""An e-Visa is issued when its fee is paid: sealed with the day's key, in the payment's own transaction."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from kaitak import seal
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policy import policy_of
from kaitak.service.audit.services import record
from kaitak.service.evisa import keys, letters, sheets
from kaitak.service.evisa.errors import FeeNotDue, FeeOverdue
from kaitak.service.evisa.models import Evisa, IssuanceFee
from kaitak.service.notices.typesetting import to_data
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.purposes import Purpose
from kaitak.service.payments.services import order_refund
from kaitak.service.people.actors import CLOCK, Actor, provider
from kaitak.service.vault import keyed_digest


class IssuanceFees(Purpose):
    """What an issuance fee is for (``payments.purposes``)."""

    def lock(self, demand: Demand) -> None:
        """Lock the group and the fee."""
        Group.objects.select_for_update().get(pk=demand.case)
        IssuanceFee.objects.select_for_update().get(pk=demand.about)

    def may_pay(self, demand: Demand, at: datetime) -> None:
        """Raise FeeNotDue or FeeOverdue where the fee must not be paid now."""
        fee = IssuanceFee.objects.get(pk=demand.about)
        if fee.paid_at is not None or not fee.evisas.filter(state=Evisa.State.AWAITING_FEE).exists():
            raise FeeNotDue
        if localdate(at) > fee.due_by:
            raise FeeOverdue(day=fee.due_by.isoformat())

    def paid(self, attempt: Attempt, at: datetime) -> None:
        """Issue what the fee was for. Money for e-Visas that lapsed meanwhile goes back."""
        fee = IssuanceFee.objects.get(pk=attempt.demand.about)
        if not fee.evisas.filter(state=Evisa.State.AWAITING_FEE).exists():
            order_refund(attempt.pk, "nothing_to_issue", by=CLOCK, at=at)
            return
        issue(fee, by=provider(attempt.provider), at=at)

    def failed(self, attempt: Attempt, at: datetime) -> None:
        """Nothing changes: the fee stays due."""


def issue(fee: IssuanceFee, *, by: Actor, at: datetime) -> list[Evisa]:
    """Seal and issue every e-Visa that waits for this fee. Called inside the transaction of the payment."""
    fee.paid_at = at
    fee.save(update_fields=["paid_at"])
    waiting = fee.evisas.select_for_update().filter(state=Evisa.State.AWAITING_FEE)
    issued = [_issue(evisa, by, at) for evisa in waiting.order_by("application__index")]
    letters.tell_of_issue(fee.group, fee, at=at)
    return issued


def _issue(evisa: Evisa, by: Actor, at: datetime) -> Evisa:
    day = localdate(at)
    part = evisa.application.part
    use_by = _use_by(evisa, part, day)
    facts = sheets.facts_of(evisa, part, issued_on=day, use_by=use_by)
    evisa.seal = seal.sign(facts, keys.signer_on(day))
    evisa.state, evisa.issued_at, evisa.issued_on, evisa.use_by = Evisa.State.ISSUED, at, day, use_by
    evisa.document_digest = keyed_digest("evisa-document", seal.plain_number(facts.travel_document))
    evisa.sheet = to_data(sheets.sheet_of(evisa, part, facts))
    evisa.save()
    case = str(evisa.application.group_id)
    details = {"number": evisa.number, "months": evisa.stay_months}
    record("evisa.issued", case=case, about=str(evisa.application_id), by=by, at=at, details=details)
    return evisa


def _use_by(evisa: Evisa, part: Part, day: date) -> date:
    """Return the last day to enter: the operator's number of days, and never past the travel document."""
    last: date = day + timedelta(days=policy_of(evisa.application.group).operator("evisa_use_days"))
    expires = sheets.day_of(part.answers.get("travel_document_expires"))
    return min(last, expires) if expires else last
