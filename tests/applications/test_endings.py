from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kaitak.service.applications.errors import AlreadyDecided, NotADraft, NotSubmitted
from kaitak.service.applications.models import Application, Group, Part, Signature, SignedContent
from kaitak.service.applications.selectors import places_to_settle
from kaitak.service.applications.services import (
    add_dependant,
    conclude,
    discard_draft,
    erase_expired,
    open_files,
    settle_place,
    withdraw,
    withdraw_dependant,
)
from kaitak.service.audit.models import Record
from kaitak.service.documents.models import CaseKey
from kaitak.service.notices.models import Notice
from kaitak.service.payments.models import Demand
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import PermissionRefused
from kaitak.service.people.models import Party
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.services import allocate
from tests.applications.conftest import Filing
from tests.conftest import HONG_KONG

pytestmark = pytest.mark.django_db(transaction=True)
Status = Application.Status


@pytest.fixture
def opened(filing: Filing) -> Filing:
    """A submitted group of two with its file opened."""
    add_dependant(filing.id, kind="child", by=filing.applicant, at=filing.at)
    filing.save("kin_name", "dependant", family_name="Bao")
    filing.save("kin_birth", "dependant", date_of_birth="2015-05-05")
    filing.sign("dependant", relationship="Mother").ready().send(knowingly=True).pay()
    open_files(at=filing.at)
    return filing


def statuses(filing: Filing) -> list[str]:
    return list(filing.group.applications.values_list("status", flat=True))


def test_withdrawing_takes_the_whole_group_and_a_supervisor_decides_about_the_place(
    opened: Filing, supervisor: Actor
) -> None:
    withdraw(opened.id, by=opened.applicant, at=opened.at)

    assert statuses(opened) == [Status.WITHDRAWN, Status.WITHDRAWN]
    assert opened.group.state == Group.State.CLOSED
    assert opened.ticket.state == Ticket.State.SECURED
    assert places_to_settle() == [opened.group]

    settle_place(opened.id, release=True, by=supervisor, at=opened.at)
    assert opened.ticket.state == Ticket.State.RELEASED
    assert places_to_settle() == []


def test_only_a_supervisor_decides_about_a_place(opened: Filing, officer_actor: Actor) -> None:
    withdraw(opened.id, by=opened.applicant, at=opened.at)

    with pytest.raises(PermissionRefused):
        settle_place(opened.id, release=True, by=officer_actor, at=opened.at)


def test_one_dependant_can_be_withdrawn_alone(opened: Filing) -> None:
    child = opened.group.applications.get(index=1)

    withdraw_dependant(child.pk, by=opened.applicant, at=opened.at)

    assert statuses(opened) == [Status.OPENED, Status.WITHDRAWN]
    assert opened.group.state == Group.State.SUBMITTED
    assert opened.ticket.state == Ticket.State.SECURED


def test_withdrawing_twice_withdraws_once(opened: Filing) -> None:
    withdraw(opened.id, by=opened.applicant, at=opened.at)
    withdraw(opened.id, by=opened.applicant, at=opened.at)

    assert len(opened.told("withdrawn")) == 1


def test_a_decided_application_cannot_be_withdrawn(opened: Filing, officer_actor: Actor) -> None:
    principal = opened.group.applications.get(index=0)
    conclude(principal.pk, Status.APPROVED, decision="1", by=officer_actor, at=opened.at)

    with pytest.raises(AlreadyDecided, match="already been decided"):
        withdraw(opened.id, by=opened.applicant, at=opened.at)


def test_a_refusal_releases_the_place_by_itself(opened: Filing, officer_actor: Actor) -> None:
    principal, child = opened.group.applications.all()

    conclude(principal.pk, Status.REFUSED, decision="1", by=officer_actor, at=opened.at)
    conclude(child.pk, Status.REFUSED, decision="1", by=officer_actor, at=opened.at)

    assert opened.ticket.state == Ticket.State.RELEASED
    assert opened.group.state == Group.State.CLOSED


def test_a_draft_is_not_withdrawn_and_the_company_withdraws_nothing(filing: Filing) -> None:
    with pytest.raises(NotSubmitted):
        withdraw(filing.id, by=filing.applicant, at=filing.at)
    with pytest.raises(PermissionRefused):
        withdraw(filing.id, by=filing.company(), at=filing.at)


def test_a_draft_is_there_through_its_fourteenth_day_and_gone_on_the_fifteenth(filing: Filing) -> None:
    last_minute = datetime(2026, 12, 7, 23, 59, tzinfo=HONG_KONG)

    assert erase_expired(at=last_minute) == 0
    assert Group.objects.filter(pk=filing.id).exists()

    assert erase_expired(at=last_minute + timedelta(minutes=1)) == 1
    assert not Group.objects.filter(pk=filing.id).exists()


def test_an_erased_draft_leaves_only_its_audit_and_digests(filing: Filing) -> None:
    filing.ready().send()
    case = str(filing.id)
    CaseKey.objects.get_or_create(case=case, defaults={"wrapped": b"x", "created_at": filing.at})
    allocate(filing.at + timedelta(minutes=31))

    erase_expired(at=filing.at + timedelta(days=15))

    assert not Part.objects.filter(group_id=filing.id).exists()
    assert not Party.objects.filter(case=case).exists()
    assert not Notice.objects.filter(case=case).exists()
    assert not CaseKey.objects.filter(case=case).exists()
    assert not SignedContent.objects.exists()
    assert Signature.objects.filter(case=case).count() == 2
    assert Demand.objects.get(case=case).state == Demand.State.VOID
    assert Record.objects.filter(case=case).latest("number").event == "draft.erased"


def test_what_is_being_sent_or_is_submitted_is_not_erased(
    filing: Filing, another: Callable[..., Filing]
) -> None:
    filing.ready().send()
    submitted = another("A1111111").ready().send()
    submitted.pay()

    assert erase_expired(at=filing.at + timedelta(days=15)) == 0


def test_an_applicant_can_have_the_draft_erased_at_once_but_nothing_that_was_sent(
    filing: Filing, another: Callable[..., Filing]
) -> None:
    sent = another("A1111111").ready().send()
    filing.ready()

    discard_draft(filing.id, by=filing.applicant, at=filing.at)

    assert not Group.objects.filter(pk=filing.id).exists()
    with pytest.raises(NotADraft):
        discard_draft(sent.id, by=sent.applicant, at=sent.at)


def test_one_draft_that_cannot_be_erased_does_not_stop_the_others(
    filing: Filing, another: Callable[..., Filing], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another("A1111111")
    from kaitak.service.applications.services import erasing

    real = erasing.people.erase_case
    monkeypatch.setattr(
        erasing.people,
        "erase_case",
        lambda case, **how: (_ for _ in ()).throw(OSError) if case == str(filing.id) else real(case, **how),
    )

    assert erase_expired(at=filing.at + timedelta(days=15)) == 1
    assert Group.objects.filter(pk=filing.id).exists()
    assert not Group.objects.filter(pk=other.id).exists()
