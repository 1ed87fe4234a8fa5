from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from kaitak.service.audit.models import Record
from kaitak.service.payments.errors import DemandPaid
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.services import settle, void_demand
from kaitak.service.people.actors import CLOCK
from tests.payments.conftest import CASE, NotingPurpose, demand_for

pytestmark = pytest.mark.django_db


def test_demanding_the_same_fee_again_demands_it_once(demand: Demand, noon: datetime) -> None:
    again = demand_for(CASE, noon)

    assert again == demand
    assert Record.objects.filter(event="fee.demanded").count() == 1


def test_a_fee_of_another_amount_takes_the_place_of_the_open_one(demand: Demand, noon: datetime) -> None:
    other = demand_for(CASE, noon, amount_cents=120_000)

    demand.refresh_from_db()
    assert demand.state == Demand.State.VOID
    assert other.state == Demand.State.OPEN


def test_a_paid_fee_is_neither_demanded_again_nor_voided(attempt: Attempt, noon: datetime) -> None:
    settle(attempt.pk, "paid", by=CLOCK, at=noon)

    with pytest.raises(DemandPaid, match="already been paid"):
        demand_for(CASE, noon)
    with pytest.raises(DemandPaid):
        void_demand(attempt.demand_id, reason="withdrawn", by=CLOCK, at=noon)


def test_the_database_keeps_one_fee_of_a_kind_a_case(demand: Demand) -> None:
    copy = Demand.objects.get(pk=demand.pk)
    copy.pk = "00000000-0000-0000-0000-000000000001"

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_the_database_refuses_a_demand_of_nothing(purpose: NotingPurpose, noon: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        demand_for(CASE, noon, amount_cents=0)
