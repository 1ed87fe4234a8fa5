"""One officer recommends; another may send it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kaitak.service.applications.models import Application, Snapshot
from kaitak.service.audit.services import record
from kaitak.service.casework import policies, selectors, stays
from kaitak.service.casework.errors import NotOpenForDecision, ReasonMissing, StillWaiting
from kaitak.service.casework.locking import lock_case_file, move
from kaitak.service.casework.models import CaseFile, DocumentRequest, Outcome, Recommendation, SentBack
from kaitak.service.casework.snapshots import take
from kaitak.service.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one application. ``stay_months`` only where the policy leaves the stay to the officer."""

    application_id: str
    outcome: Outcome
    reasons: str
    stay_months: int | None = None
    stay_reason: str = ""


@transaction.atomic
def recommend(
    case: UUID | str, proposals: Sequence[Proposal], *, by: Actor, at: datetime
) -> list[Recommendation]:
    """Recommend an outcome for applications of one group, the principal's first.

    Raises StillWaiting while documents asked for are not settled, NotOpenForDecision, ReasonMissing,
    PrincipalFirst, StayMissing or StayNotPossible.
    """
    case_file = lock_case_file(case)
    policies.check_is_officer(by)
    if case_file.requests.exclude(state=DocumentRequest.State.SETTLED).exists():
        raise StillWaiting

    snapshot = take(case_file, Snapshot.Occasion.RECOMMENDATION, by=by, at=at)
    rows = {str(row.pk): row for row in case_file.group.applications.select_for_update()}
    ordered = sorted(proposals, key=lambda proposal: rows[str(proposal.application_id)].index)
    made = [_recommend(rows[str(one.application_id)], one, snapshot, by, at) for one in ordered]
    move(case_file, CaseFile.Stage.RECOMMENDED)
    return made


def _recommend(
    application: Application, proposal: Proposal, snapshot: Snapshot, by: Actor, at: datetime
) -> Recommendation:
    if application.status != Application.Status.OPENED or selectors.recommendation_of(application):
        raise NotOpenForDecision(reference=application.reference)
    if not proposal.reasons.strip():
        raise ReasonMissing
    months = (
        stays.months_for(application, proposal, snapshot) if proposal.outcome == Outcome.APPROVE else None
    )
    recommendation = Recommendation.objects.create(
        application=application,
        outcome=proposal.outcome,
        stay_months=months,
        stay_reason=proposal.stay_reason.strip(),
        reasons=proposal.reasons.strip(),
        recommended_by=by.identifier,
        snapshot=snapshot,
        at=at,
    )
    details = {"recommendation": recommendation.pk, "outcome": str(proposal.outcome)}
    case = str(application.group_id)
    record("application.recommended", case=case, about=str(application.pk), by=by, at=at, details=details)
    return recommendation


@transaction.atomic
def send_back(recommendation_id: int, reason: str, *, by: Actor, at: datetime) -> SentBack:
    """Send a recommendation back to the officer who made it. Raises SameOfficer or ReasonMissing."""
    recommendation = Recommendation.objects.select_related("application").get(pk=recommendation_id)
    application = recommendation.application
    case_file = lock_case_file(application.group_id)
    policies.check_may_decide(by, recommendation)
    if selectors.recommendation_of(application) != recommendation:
        raise NotOpenForDecision(reference=application.reference)
    if not reason.strip():
        raise ReasonMissing

    row = SentBack.objects.create(
        recommendation=recommendation, reason=reason.strip(), sent_back_by=by.identifier, at=at
    )
    move(case_file, CaseFile.Stage.CHECKING)
    details = {"recommendation": recommendation.pk}
    case = case_file.group.case
    record("application.sent_back", case=case, about=str(application.pk), by=by, at=at, details=details)
    return row
