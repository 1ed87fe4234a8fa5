"""The application fee: reckoned by the rules, demanded when a place is held, paid by either side."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop

from kaitak import rules
from kaitak.service.applications.errors import FeeUndetermined
from kaitak.service.applications.models import Group
from kaitak.service.applications.policy import policy_of
from kaitak.service.notices.services import Recipient
from kaitak.service.payments import services as payments
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.people.actors import CLOCK, Actor

PURPOSE = "application_fee"
DESCRIPTION = gettext_noop("Application fee")
CENTS = 100


def fee_of(group: Group, at: datetime) -> dict[str, object]:
    """Return the fee answer of the rules for the group, submitted at ``at`` where it is not submitted yet."""
    policy = policy_of(group)
    procedure = policy.procedures[group.procedure]
    case: dict[str, object] = {
        "scheme": group.scheme,
        "kind": procedure.kind,
        "persons": group.applications.count(),
        "submitted_at": (group.submitted_at or at).isoformat(),
    }
    if len(procedure.routes) == 1:
        case["route"] = procedure.routes[0]
    return rules.fees_due(policy, case)


def application_fee_cents(group: Group, at: datetime) -> int:
    """Return what the group has to pay on submission, in cents; raises FeeUndetermined."""
    total = fee_of(group, at)["application_fee"]["total"]  # type: ignore[index]
    if total is None:
        raise FeeUndetermined
    return int(total) * CENTS


def demand_application_fee(group: Group, *, due_by: datetime | None, by: Actor, at: datetime) -> Demand:
    """Demand the fee of a group whose place is held; the same fee is demanded once."""
    return payments.demand_fee(
        purpose=PURPOSE,
        case=group.case,
        about=group.case,
        amount_cents=application_fee_cents(group, group.sent_at or at),
        description=DESCRIPTION,
        payer=Recipient(group.email, group.language),
        by=by,
        at=at,
        due_by=due_by,
    )


def order_back(attempt_id: UUID | str, reason: str, *, at: datetime) -> None:
    """Order the money of an attempt back, in the transaction that found that it cannot be kept."""
    payments.order_refund(UUID(str(attempt_id)), reason, by=CLOCK, at=at)


def void_open_demands(group: Group, *, reason: str, by: Actor, at: datetime) -> None:
    """Make what the group has not paid no longer due; money that still comes goes back."""
    for demand in Demand.objects.filter(purpose=PURPOSE, case=group.case, state=Demand.State.OPEN):
        payments.void_demand(demand.pk, reason=reason, by=by, at=at)


def kept_attempt(group: Group) -> Attempt | None:
    """Return the payment that paid the group's application fee."""
    return Attempt.objects.filter(demand__purpose=PURPOSE, demand__case=group.case, is_kept=True).first()
