from datetime import date, datetime, timedelta

import pytest

from kaitak import seal
from kaitak.seal.pictures import seal_in
from kaitak.service.applications.models import Application
from kaitak.service.casework.errors import NotLapsed
from kaitak.service.evisa.errors import FeeOverdue, NotIssued, ParticularsNotFound, ReasonMissing
from kaitak.service.evisa.models import Evisa, IssuanceFee
from kaitak.service.evisa.services import cancel, collect, lapse
from kaitak.service.evisa.verifying import (
    check_code,
    check_particulars,
    published_cancellations,
    published_keys,
)
from kaitak.service.payments.models import Demand
from kaitak.service.payments.services import begin_attempt
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import PermissionRefused
from tests.applications.conftest import BIRTH, Filing

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(approved: Filing) -> Evisa:
    """An e-Visa whose fee was paid."""
    approved.pay()
    return Evisa.objects.get()


def test_the_fee_is_that_of_a_stay_of_more_than_180_days(fee: IssuanceFee) -> None:
    demand = Demand.objects.get(purpose="issuance_fee")

    assert (fee.each_cents, demand.amount_cents) == (130_000, 130_000)
    assert fee.due_by == date(2027, 2, 21)


def test_an_evisa_is_issued_in_the_transaction_of_its_payment(issued: Evisa, approved: Filing) -> None:
    assert issued.state == Evisa.State.ISSUED
    assert issued.stay_months == 24
    assert len(approved.told("evisa_issued")) == 1


def test_its_code_is_genuine_offline_and_names_the_specimen_issuer(
    issued: Evisa, approved: Filing, noon: datetime
) -> None:
    pdf = collect(issued.pk, by=approved.applicant, at=noon)
    trust = seal.TrustList.load(published_keys(at=noon))
    listed = seal.CancelledList.load(published_cancellations(at=noon), trust)

    verdict = seal.verify(seal_in(pdf), trust, listed, noon.date())

    assert verdict.genuine
    assert verdict.specimen
    assert verdict.cancelled == seal.Cancelled.NO
    assert verdict.seal is not None
    assert verdict.seal.names("Nguyễn", "Minh Anh")


def test_collecting_again_gives_the_same_file(issued: Evisa, approved: Filing, noon: datetime) -> None:
    once = collect(issued.pk, by=approved.applicant, at=noon)
    again = collect(issued.pk, by=approved.applicant, at=noon + timedelta(days=3))

    assert once == again


def test_typed_particulars_find_it_and_wrong_ones_do_not(
    issued: Evisa, approved: Filing, noon: datetime
) -> None:
    born = date.fromisoformat(BIRTH)
    checked = check_particulars(issued.number.lower(), approved.number, born, source="here", at=noon)

    assert checked.verdict.genuine
    assert checked.is_known
    with pytest.raises(ParticularsNotFound):
        check_particulars(issued.number, approved.number, born + timedelta(days=1), source="here", at=noon)


def test_a_cancelled_evisa_shows_online_and_in_the_published_list(
    issued: Evisa, approved: Filing, chief: Actor, noon: datetime
) -> None:
    cancel(issued.pk, "Issued to the wrong person.", by=chief, at=noon)

    checked = check_code(bytes(issued.seal), at=noon)
    trust = seal.TrustList.load(published_keys(at=noon))
    listed = seal.CancelledList.load(published_cancellations(at=noon), trust)
    assert checked.is_cancelled
    assert seal.verify(bytes(issued.seal), trust, listed, noon.date()).cancelled == seal.Cancelled.YES
    assert approved.group.applications.get(index=0).status == Application.Status.CANCELLED
    with pytest.raises(NotIssued):
        collect(issued.pk, by=approved.applicant, at=noon)


def test_only_a_supervisor_cancels_and_with_a_reason(
    issued: Evisa, first: Actor, chief: Actor, noon: datetime
) -> None:
    with pytest.raises(PermissionRefused):
        cancel(issued.pk, "x", by=first, at=noon)
    with pytest.raises(ReasonMissing):
        cancel(issued.pk, " ", by=chief, at=noon)


def test_after_the_last_day_the_fee_cannot_be_paid_and_the_approval_lapses_by_an_officers_act(
    fee: IssuanceFee, approved: Filing, first: Actor, noon: datetime
) -> None:
    late = noon + timedelta(days=91)
    demand = Demand.objects.get(purpose="issuance_fee")

    with pytest.raises(NotLapsed):
        lapse(fee.pk, "No fee.", by=first, at=noon)
    with pytest.raises(FeeOverdue, match="last day for paying this fee was"):
        begin_attempt(demand.pk, "visa", by=approved.applicant, at=late, return_url="http://t/")
    lapse(fee.pk, "No fee.", by=first, at=late)

    assert Evisa.objects.get().state == Evisa.State.LAPSED
    demand.refresh_from_db()
    assert demand.state == Demand.State.VOID


def test_any_bytes_at_all_have_an_answer(db: None, noon: datetime) -> None:
    checked = check_code(b"not a seal", at=noon)

    assert not checked.verdict.genuine
    assert not checked.is_known
