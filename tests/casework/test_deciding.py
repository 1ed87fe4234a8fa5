from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kaitak.service.applications.models import Application
from kaitak.service.casework import selectors
from kaitak.service.casework.errors import (
    NotOpenForDecision,
    ReasonMissing,
    SameOfficer,
    StayMissing,
    StillWaiting,
)
from kaitak.service.casework.models import CaseFile, Decision, Outcome, Recommendation
from kaitak.service.casework.services import (
    Proposal,
    Wanted,
    ask_for_documents,
    assign,
    decide,
    recommend,
    send_back,
    take_next,
)
from kaitak.service.evisa.models import Evisa
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import PermissionRefused
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db


def _approve(filing: Filing, **more: object) -> Proposal:
    application = filing.group.applications.get(index=0)
    stay = {"stay_months": 24, "stay_reason": "The contract is for 24 months.", **more}
    return Proposal(str(application.pk), Outcome.APPROVE, "The post and the papers agree.", **stay)


def _recommended(filing: Filing, by: Actor, at: datetime) -> Recommendation:
    return recommend(filing.id, [_approve(filing)], by=by, at=at)[0]


def test_the_case_that_is_due_first_is_taken_by_whoever_asks(
    case_file: CaseFile, first: Actor, noon: datetime
) -> None:
    taken = take_next(by=first, at=noon)

    assert taken == case_file
    assert str(CaseFile.objects.get().assigned_to_id) == first.identifier
    assert take_next(by=first, at=noon) is None


def test_only_a_supervisor_assigns_a_case_to_somebody_else(
    case_file: CaseFile, first: Actor, second: Actor, chief: Actor, noon: datetime
) -> None:
    with pytest.raises(PermissionRefused):
        assign(case_file.pk, int(second.identifier), by=first, at=noon)

    assign(case_file.pk, int(second.identifier), by=chief, at=noon)

    assert str(CaseFile.objects.get().assigned_to_id) == second.identifier


def test_two_officers_make_one_decision(
    submitted: Filing, first: Actor, second: Actor, noon: datetime
) -> None:
    recommendation = _recommended(submitted, first, noon)
    decide(submitted.id, [recommendation.pk], by=second, at=noon)

    decision = Decision.objects.get()
    assert (decision.recommended_by, decision.decided_by) == (first.identifier, second.identifier)
    assert submitted.group.applications.get(index=0).status == Application.Status.APPROVED
    assert Evisa.objects.get().state == Evisa.State.AWAITING_FEE
    assert [notice.kind for notice in submitted.told("result_approved")] == ["result_approved"]


def test_the_officer_who_recommended_cannot_decide(submitted: Filing, first: Actor, noon: datetime) -> None:
    recommendation = _recommended(submitted, first, noon)

    with pytest.raises(SameOfficer, match="Another officer decides"):
        decide(submitted.id, [recommendation.pk], by=first, at=noon)

    assert not Decision.objects.exists()


def test_the_database_refuses_a_decision_by_one_officer(
    submitted: Filing, first: Actor, noon: datetime
) -> None:
    recommendation = _recommended(submitted, first, noon)

    with pytest.raises(IntegrityError, match="decision_by_two_officers"), transaction.atomic():
        Decision.objects.create(
            application=recommendation.application,
            recommendation=recommendation,
            outcome=Outcome.REFUSE,
            reasons="x",
            recommended_by="1",
            decided_by="1",
            snapshot=recommendation.snapshot,
            at=noon,
        )


@pytest.mark.parametrize("change", [lambda rows: rows.update(outcome="refuse"), lambda rows: rows.delete()])
def test_a_decision_cannot_be_altered(
    change, submitted: Filing, first: Actor, second: Actor, noon: datetime
) -> None:
    decide(submitted.id, [_recommended(submitted, first, noon).pk], by=second, at=noon)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(Decision.objects.all())

    assert Decision.objects.get().outcome == Outcome.APPROVE


def test_deciding_twice_decides_once(submitted: Filing, first: Actor, second: Actor, noon: datetime) -> None:
    recommendation = _recommended(submitted, first, noon)
    decide(submitted.id, [recommendation.pk], by=second, at=noon)

    with pytest.raises(NotOpenForDecision):
        decide(submitted.id, [recommendation.pk], by=second, at=noon)

    assert Decision.objects.count() == 1


def test_a_recommendation_that_is_sent_back_can_be_made_again(
    submitted: Filing, first: Actor, second: Actor, noon: datetime
) -> None:
    recommendation = _recommended(submitted, first, noon)
    send_back(recommendation.pk, "The contract ends earlier.", by=second, at=noon)

    with pytest.raises(NotOpenForDecision):
        decide(submitted.id, [recommendation.pk], by=second, at=noon)
    again = _recommended(submitted, first, noon)

    assert selectors.recommendation_of(again.application) == again


def test_nobody_sends_back_without_a_reason(
    submitted: Filing, first: Actor, second: Actor, noon: datetime
) -> None:
    recommendation = _recommended(submitted, first, noon)

    with pytest.raises(ReasonMissing):
        send_back(recommendation.pk, "  ", by=second, at=noon)


def test_nothing_is_recommended_while_documents_are_asked_for(
    submitted: Filing, first: Actor, noon: datetime
) -> None:
    part = submitted.part()
    reply_by = (noon + timedelta(days=28)).date()
    ask_for_documents(submitted.id, [Wanted(str(part.pk), "Contract")], reply_by=reply_by, by=first, at=noon)

    with pytest.raises(StillWaiting):
        _recommended(submitted, first, noon)


def test_a_refusal_is_told_with_its_letter_and_releases_the_place(
    submitted: Filing, first: Actor, second: Actor, noon: datetime
) -> None:
    application = submitted.group.applications.get(index=0)
    made = recommend(
        submitted.id, [Proposal(str(application.pk), Outcome.REFUSE, "No such craft.")], by=first, at=noon
    )
    decide(submitted.id, [made[0].pk], by=second, at=noon)

    (notice,) = submitted.told("result_refused")
    assert notice.letter is not None
    assert "No such craft." in notice.letter.data["further"]
    assert submitted.ticket.state == "released"


def test_where_the_policy_leaves_the_stay_open_the_officer_names_it_with_a_reason(
    submitted: Filing, first: Actor, noon: datetime
) -> None:
    with pytest.raises(StayMissing):
        recommend(submitted.id, [_approve(submitted, stay_reason="")], by=first, at=noon)
    made = recommend(submitted.id, [_approve(submitted, stay_months=36)], by=first, at=noon)

    assert made[0].stay_months == 36
