from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kaitak.service.applications.policy import current_policy
from kaitak.service.audit.models import Record
from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.people.errors import PermissionRefused
from kaitak.service.rulebook.errors import (
    AmendmentFaulty,
    AmendmentIncomplete,
    AmendmentNotOpen,
    DecisionReasonMissing,
    NotYourDraft,
    OwnAmendment,
    RulesMovedOn,
)
from kaitak.service.rulebook.models import Amendment
from kaitak.service.rulebook.services import Draft, propose, publish, reject, save_draft, withdraw
from tests.rulebook.conftest import FIGURE, OVERLAY, amended_digest, make_proposed

pytestmark = pytest.mark.django_db
IN_2027 = date(2027, 3, 1)
OTHER = (
    OVERLAY.replace("our-table", "other-table")
    .replace(FIGURE, "ttps.b.experience_months")
    .replace("3000000", "48")
)


def test_a_published_figure_is_in_force_from_its_day(published: Amendment) -> None:
    policy = current_policy()

    assert policy.figure_on(FIGURE, date(2026, 12, 31)) == 2500000
    assert policy.figure_on(FIGURE, IN_2027) == 3000000
    assert policy.sources["our-table"].operator
    assert published.policy_digest == policy.digest


def test_the_audit_names_both_officers_and_nothing_that_was_typed(
    published: Amendment, writer: Actor, chief: Actor
) -> None:
    records = list(Record.objects.filter(case=str(published.pk)).order_by("number"))

    assert [(one.event, one.actor) for one in records] == [
        ("amendment.saved", writer.identifier),
        ("amendment.proposed", writer.identifier),
        ("amendment.published", chief.identifier),
    ]
    assert records[2].details == {
        "digest": published.digest,
        "policy": published.policy_digest,
        "position": 1,
    }


def test_whoever_proposed_does_not_publish(chief: Actor, noon: datetime) -> None:
    own = make_proposed(OVERLAY, chief, noon)

    with pytest.raises(OwnAmendment, match="Another officer decides it"):
        publish(own.pk, seen=amended_digest(own), by=chief, at=noon)
    with pytest.raises(OwnAmendment):
        reject(own.pk, "No.", by=chief, at=noon)


def test_the_database_refuses_one_officer_for_both(proposed: Amendment, noon: datetime) -> None:
    both = {"state": "published", "decided_by": proposed.proposed_by, "decided_at": noon, "position": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.filter(pk=proposed.pk).update(**both)


@pytest.mark.parametrize("change", [{"content": "x"}, {"title": "x"}, {"state": "draft"}, {"position": 9}])
def test_a_published_amendment_is_never_altered(published: Amendment, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Amendment.objects.filter(pk=published.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Amendment.objects.filter(pk=published.pk).delete()


def test_what_is_proposed_is_not_changed_behind_the_second_officers_back(proposed: Amendment) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Amendment.objects.filter(pk=proposed.pk).update(content="figures: []")


def test_an_officer_alone_may_not_publish(proposed: Amendment, noon: datetime) -> None:
    another = Actor(ActorKind.ACCOUNT, "13", frozenset({Role.OFFICER}))

    with pytest.raises(PermissionRefused):
        publish(proposed.pk, seen=amended_digest(proposed), by=another, at=noon)


def test_an_administrator_may_publish(proposed: Amendment, noon: datetime) -> None:
    administrator = Actor(ActorKind.ACCOUNT, "14", frozenset({Role.ADMINISTRATOR}))

    row = publish(proposed.pk, seen=amended_digest(proposed), by=administrator, at=noon)

    assert row.state == Amendment.State.PUBLISHED


@pytest.mark.parametrize(
    "content",
    [
        "",
        "figures: [{id: ttps.a.least_income, versions: 7}]",
        OVERLAY.replace("3000000", "much"),
        OVERLAY.replace("2027-01-01", "2022-12-28"),
        "lists: {universities: {file: /etc/passwd}}",
    ],
)
def test_a_faulty_amendment_is_kept_as_a_draft_and_never_proposed(
    content: str, writer: Actor, noon: datetime
) -> None:
    draft = save_draft(Draft("A change", "A reason.", content), by=writer, at=noon)

    with pytest.raises(AmendmentFaulty, match="Mend them first"):
        propose(draft.pk, by=writer, at=noon)
    assert Amendment.objects.get().content == content


def test_an_amendment_that_became_faulty_is_not_published(
    writer: Actor, chief: Actor, noon: datetime, django_capture_on_commit_callbacks: object
) -> None:
    first, second = (make_proposed(OVERLAY, writer, noon) for _ in range(2))
    seen = amended_digest(first)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        publish(first.pk, seen=seen, by=chief, at=noon)

    with pytest.raises(AmendmentFaulty):
        publish(second.pk, seen=seen, by=chief, at=noon)


def test_what_was_not_looked_at_is_not_published(proposed: Amendment, chief: Actor, noon: datetime) -> None:
    with pytest.raises(RulesMovedOn, match="Look at the effects again"):
        publish(proposed.pk, seen="sha256:something-else", by=chief, at=noon)


def test_amendments_are_laid_in_the_order_of_publication(
    published: Amendment,
    writer: Actor,
    chief: Actor,
    noon: datetime,
    django_capture_on_commit_callbacks: object,
) -> None:
    second = make_proposed(OTHER, writer, noon)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        row = publish(second.pk, seen=amended_digest(second), by=chief, at=noon)

    policy = current_policy()
    assert row.position == 2
    assert policy.figure_on(FIGURE, IN_2027) == 3000000
    assert policy.figure_on("ttps.b.experience_months", IN_2027) == 48


def test_only_the_writer_changes_proposes_and_withdraws_a_draft(
    writer: Actor, chief: Actor, noon: datetime
) -> None:
    draft = save_draft(Draft("A change", "A reason.", OVERLAY), by=writer, at=noon)

    with pytest.raises(NotYourDraft):
        save_draft(Draft("Mine", "", ""), by=chief, at=noon, amendment_id=draft.pk)
    with pytest.raises(NotYourDraft):
        propose(draft.pk, by=chief, at=noon)
    assert withdraw(draft.pk, by=writer, at=noon).state == Amendment.State.WITHDRAWN


def test_a_proposal_needs_a_title_and_a_reason(writer: Actor, noon: datetime) -> None:
    draft = save_draft(Draft("A change", " ", OVERLAY), by=writer, at=noon)

    with pytest.raises(AmendmentIncomplete):
        propose(draft.pk, by=writer, at=noon)


def test_a_rejection_says_why_and_ends_it(proposed: Amendment, chief: Actor, noon: datetime) -> None:
    with pytest.raises(DecisionReasonMissing):
        reject(proposed.pk, " ", by=chief, at=noon)
    row = reject(proposed.pk, "The source is missing.", by=chief, at=noon)

    assert row.state == Amendment.State.REJECTED
    with pytest.raises(AmendmentNotOpen):
        publish(proposed.pk, seen=amended_digest(proposed), by=chief, at=noon)
