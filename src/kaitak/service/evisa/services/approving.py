"""What follows from approvals: the result notice, and one demand for the issuance fees of those approved together."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from kaitak import rules
from kaitak.service.applications.models import Group
from kaitak.service.applications.policy import policy_of
from kaitak.service.casework.letters import recipient_of
from kaitak.service.casework.models import Decision, Outcome
from kaitak.service.evisa import letters
from kaitak.service.evisa.errors import FeeNotDecided
from kaitak.service.evisa.models import Evisa, IssuanceFee
from kaitak.service.evisa.numbers import new_number
from kaitak.service.payments.services import demand_fee
from kaitak.service.people.actors import Actor


class Approving:
    """Follows decisions (``casework.outcomes``)."""

    def decided(self, decisions: Sequence[Decision], *, by: Actor, at: datetime) -> None:
        """Write the result notice, open the e-Visas and demand their fee. Raises FeeNotDecided."""
        approved = [decision for decision in decisions if decision.outcome == Outcome.APPROVE]
        if approved:
            _approve(approved[0].application.group, approved, by, at)


def _approve(group: Group, decisions: Sequence[Decision], by: Actor, at: datetime) -> None:
    day = localdate(at)
    each = _fee_each(group, decisions[0], day)
    due_by = day + timedelta(days=policy_of(group).operator("issuance_fee_days"))
    letter = letters.write_approval(group, decisions, each_cents=each, due_by=due_by, at=at)
    fee = IssuanceFee.objects.create(group=group, letter=letter, each_cents=each, due_by=due_by)
    for decision in decisions:
        Evisa.objects.create(
            application=decision.application,
            fee=fee,
            number=new_number(),
            stay_months=decision.stay_months or 0,
        )
    if each:
        demand = demand_fee(
            purpose="issuance_fee",
            case=group.case,
            about=str(fee.pk),
            amount_cents=each * len(decisions),
            description="Issuance fee",
            payer=recipient_of(group, "applicant"),
            due_by=letters.end_of(due_by),
            by=by,
            at=at,
        )
        fee.demand = demand.pk
        fee.save(update_fields=["demand"])
    letters.tell_of_approval(group, fee, at=at)


def _fee_each(group: Group, decision: Decision, day: date) -> int:
    """Return the issuance fee of each person in cents, by the rules of the day of submission."""
    answer = rules.fees_due(
        policy_of(group),
        {
            "scheme": group.scheme,
            "kind": "entry",
            "persons": 1,
            "submitted_at": group.submitted_at,
            "stay": {"months": decision.stay_months},
            "paid_on": day,
        },
    )
    fee = answer["issuance_fee"]
    if answer["undetermined"] or fee is None or fee["each"] is None:
        raise FeeNotDecided(what=", ".join(str(one) for one in answer["undetermined"]))
    return int(fee["each"]) * 100
