"""A second officer decides. One row for each application; what follows is done in the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from kaitak.service.applications.models import Application, Snapshot
from kaitak.service.applications.services import conclude
from kaitak.service.audit.services import record
from kaitak.service.casework import letters, outcomes, policies, selectors
from kaitak.service.casework.errors import NothingToDecide, NotOpenForDecision, PrincipalFirst
from kaitak.service.casework.locking import lock_case_file, move
from kaitak.service.casework.models import CaseFile, Decision, Outcome, Recommendation
from kaitak.service.casework.snapshots import take
from kaitak.service.people.actors import Actor


@transaction.atomic
def decide(case: UUID | str, recommendation_ids: Sequence[int], *, by: Actor, at: datetime) -> list[Decision]:
    """Decide applications of one group as recommended, the principal's first.

    When the principal's is refused, every dependant's still open falls with it. Raises SameOfficer,
    NothingToDecide, NotOpenForDecision (decided twice, sent back, ended) or PrincipalFirst.
    """
    case_file = lock_case_file(case)
    found = Recommendation.objects.filter(pk__in=recommendation_ids, application__group_id=case)
    recommendations = list(found.select_related("application").order_by("application__index"))
    if not recommendations:
        raise NothingToDecide
    for recommendation in recommendations:
        policies.check_may_decide(by, recommendation)
        if selectors.recommendation_of(recommendation.application) != recommendation:
            raise NotOpenForDecision(reference=recommendation.application.reference)

    snapshot = take(case_file, Snapshot.Occasion.DECISION, by=by, at=at, day=localdate(at))
    decisions = [_decide(recommendation, snapshot, by, at) for recommendation in recommendations]
    _after(case_file, decisions, by, at)
    return decisions


def _decide(recommendation: Recommendation, snapshot: Snapshot, by: Actor, at: datetime) -> Decision:
    application = Application.objects.select_for_update().get(pk=recommendation.application_id)
    if application.status != Application.Status.OPENED:
        raise NotOpenForDecision(reference=application.reference)
    if recommendation.outcome == Outcome.APPROVE and application.index > 0:
        principal = application.group.applications.get(index=0)
        if principal.status != Application.Status.APPROVED:
            raise PrincipalFirst
    decision = Decision.objects.create(
        application=application,
        recommendation=recommendation,
        outcome=recommendation.outcome,
        stay_months=recommendation.stay_months,
        reasons=recommendation.reasons,
        recommended_by=recommendation.recommended_by,
        decided_by=by.identifier,
        snapshot=snapshot,
        at=at,
    )
    is_approved = decision.outcome == Outcome.APPROVE
    status = Application.Status.APPROVED if is_approved else Application.Status.REFUSED
    conclude(application.pk, status, decision=str(decision.pk), by=by, at=at)
    details = {"decision": decision.pk, "outcome": str(decision.outcome)}
    case = str(application.group_id)
    record("application.decided", case=case, about=str(application.pk), by=by, at=at, details=details)
    return decision


def _after(case_file: CaseFile, decisions: list[Decision], by: Actor, at: datetime) -> None:
    refused = [decision for decision in decisions if decision.outcome == Outcome.REFUSE]
    if refused:
        letters.tell_of_refusal(case_file.group, refused, at=at)
    for following in outcomes.REGISTERED:
        following.decided(decisions, by=by, at=at)
    is_open = case_file.group.applications.filter(status=Application.Status.OPENED).exists()
    move(case_file, CaseFile.Stage.CHECKING if is_open else CaseFile.Stage.DECIDED)
