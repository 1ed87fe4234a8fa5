from datetime import timedelta

import pytest

from kaitak.service.applications.models import Application, Group, Snapshot, StoredBundle
from kaitak.service.applications.services import open_files
from kaitak.service.payments.models import Attempt
from kaitak.service.quotas.models import Ticket
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_group_that_pays_within_its_hold_is_submitted_with_its_place(filing: Filing) -> None:
    filing.ready().send(at=filing.at)

    filing.pay(at=filing.at + timedelta(minutes=29))

    group = filing.group
    assert group.state == Group.State.SUBMITTED
    assert group.submitted_at == filing.at
    assert filing.ticket.state == Ticket.State.SECURED
    assert set(group.applications.values_list("status", flat=True)) == {Application.Status.SUBMITTED}
    assert len(filing.told("acknowledgement")) == 1


def test_what_the_engine_answered_at_submission_is_kept_with_its_bundle(filing: Filing) -> None:
    filing.ready().send().pay()

    snapshot = Snapshot.objects.get(group=filing.id)

    assert snapshot.profile["applicant"]["family_name"] == "Nguyễn"
    assert snapshot.profile["offer"]["monthly_pay_hkd"] == 20000
    assert snapshot.answer["routes"][0]["verdict"] == "meets"
    assert StoredBundle.objects.get().digest == filing.group.policy_digest == snapshot.bundle_id


def test_the_file_is_opened_and_each_person_is_told_a_reference(filing: Filing) -> None:
    filing.ready().send().pay()

    opened = open_files(at=filing.at)

    application = filing.group.applications.get()
    assert opened == 1
    assert application.status == Application.Status.OPENED
    assert application.reference
    assert application.reference in filing.told("references")[0].context["people"][0]
    assert open_files(at=filing.at) == 0


def test_the_fee_is_for_every_person_and_either_side_may_pay(filing: Filing) -> None:
    filing.ready().send()

    attempt = filing.settle(filing.begin(by=filing.company()))

    assert attempt.state == Attempt.State.PAID
    assert attempt.amount_cents == 60_000
    assert filing.group.state == Group.State.SUBMITTED
