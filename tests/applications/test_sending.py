from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kaitak.service.applications.errors import (
    AddressNotConfirmed,
    DraftExpired,
    FailsNotConfirmed,
    GroupNotComplete,
    NotAccepted,
    NotADraft,
    RouteClosed,
)
from kaitak.service.applications.models import Group
from kaitak.service.applications.services import add_dependant, send_group
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import PermissionRefused
from kaitak.service.quotas.errors import IntakeSuspended, NoPlaceLeft, TicketOpen
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.services import suspend
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_double_click_gives_the_same_ticket(filing: Filing) -> None:
    filing.ready()

    first = send_group(filing.id, knowingly=False, by=filing.applicant, at=filing.at)
    second = send_group(filing.id, knowingly=False, by=filing.applicant, at=filing.at)

    assert first.ticket == second.ticket
    assert first.fee_cents == 60_000
    assert Ticket.objects.count() == 1


def test_what_is_open_is_named_with_whose_move_it_is(filing: Filing) -> None:
    filing.confirm().fill()

    with pytest.raises(GroupNotComplete) as refused:
        filing.send()

    named = {(item.kind, item.whose, item.where) for item in refused.value.items}
    assert ("page", "company", "post") in named
    assert ("terms", "company", "") in named
    assert ("signature", "applicant", "") in named


def test_an_address_that_is_not_confirmed_stops_sending(filing: Filing) -> None:
    filing.ready()
    Group.objects.filter(pk=filing.id).update(email_confirmed_at=None)

    with pytest.raises(AddressNotConfirmed, match="Confirm your e-mail address"):
        filing.send()


def test_a_group_that_fails_is_sent_only_knowingly(filing: Filing) -> None:
    filing.confirm().fill().fill_company(monthly_pay=5000).sign("company").sign()

    with pytest.raises(FailsNotConfirmed) as refused:
        filing.send()
    filing.send(knowingly=True)

    assert [one["id"] for one in refused.value.criteria] == ["lantern.well_paid"]
    assert filing.group.state == Group.State.SENDING
    assert filing.group.knowingly_at == filing.at


def test_a_gate_of_acceptance_refuses_even_knowingly(filing: Filing) -> None:
    filing.ready(date_of_birth="2010-01-01")

    with pytest.raises(NotAccepted, match="does not accept"):
        filing.send(knowingly=True)


def test_a_route_that_is_closed_takes_nothing(filing: Filing) -> None:
    filing.at = filing.at.replace(year=2028, month=1, day=3)
    Group.objects.filter(pk=filing.id).update(erase_after=date(2028, 1, 17))
    filing.ready()

    with pytest.raises(RouteClosed, match="does not take applications today"):
        filing.send()


def test_a_full_pool_refuses_and_the_draft_stays_while_another_pool_takes(
    filing: Filing, another: Callable[..., Filing]
) -> None:
    for number in ("A1111111", "B2222222"):
        another(number).ready().send().pay()

    with pytest.raises(NoPlaceLeft):
        filing.ready().send()
    assert filing.group.state == Group.State.DRAFT

    filing.save("craft", craft="kites")
    filing.save("kite", kite_strings=2)
    filing.sign().send()
    assert filing.ticket.state == Ticket.State.HELD


def test_a_suspended_intake_refuses_and_the_fourteen_days_run_on(filing: Filing, supervisor: Actor) -> None:
    filing.ready()
    suspend("lantern.all", None, "storm", by=supervisor, at=filing.at)

    with pytest.raises(IntakeSuspended):
        filing.send()

    assert filing.group.state == Group.State.DRAFT
    assert filing.group.erase_after == date(2026, 12, 7)


def test_one_principal_has_one_open_ticket_in_an_intake(
    filing: Filing, another: Callable[..., Filing]
) -> None:
    filing.ready().send()
    twin = another("K 0123-4567").ready()

    with pytest.raises(TicketOpen):
        twin.send()


def test_what_is_sent_cannot_be_changed(filing: Filing) -> None:
    filing.ready().send()

    with pytest.raises(NotADraft):
        filing.save("name", family_name="Tran")
    with pytest.raises(NotADraft):
        add_dependant(filing.id, kind="child", by=filing.applicant, at=filing.at)


def test_a_draft_past_its_last_day_is_not_sent(filing: Filing) -> None:
    filing.ready()

    with pytest.raises(DraftExpired):
        filing.send(at=filing.at + timedelta(days=15))


def test_the_company_does_not_send(filing: Filing) -> None:
    filing.ready()

    with pytest.raises(PermissionRefused):
        send_group(filing.id, knowingly=False, by=filing.company(), at=filing.at)
