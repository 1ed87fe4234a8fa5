"""A procedure without quota, company and family: the same services, no other line of code."""

from datetime import datetime

import pytest

from kaitak.service.applications.errors import NoCompanyPart, PersonNotPossible
from kaitak.service.applications.models import Group
from kaitak.service.applications.selectors import declaration_of, fee_of, pages_of
from kaitak.service.applications.services import (
    add_dependant,
    confirm_address,
    invite_company,
    open_draft,
    save_page,
    send_group,
    set_contact,
    sign_part,
    stop_sending,
)
from kaitak.service.applications.types import Mark, Shown
from kaitak.service.notices.models import Notice
from kaitak.service.payments.methods import Outcome
from kaitak.service.payments.models import Demand
from kaitak.service.payments.services import begin_attempt, settle
from kaitak.service.people.actors import Actor, provider
from kaitak.service.quotas.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(noon: datetime) -> tuple[Group, Actor]:
    group, party = open_draft(scheme="lantern", kind="extension", language="en", at=noon)
    return group, party.actor


def save(draft: tuple[Group, Actor], page: str, noon: datetime, **raw: object) -> None:
    part = draft[0].parts.get()
    save_page(part.pk, page, raw, version=part.version, by=draft[1], at=noon)


def filled(draft: tuple[Group, Actor], noon: datetime) -> None:
    group, by = draft
    save(draft, "name", noon, family_name="Ho", date_of_birth="1990-05-01")
    set_contact(group.pk, email="ho@example.org", language="en", by=by, at=noon)
    code = Notice.objects.filter(kind="address_code").latest("pk").context["code"]
    confirm_address(group.pk, code, by=by, at=noon)
    part = group.parts.get()
    declared = declaration_of(part, noon, "en")
    assert declared is not None
    shown = Shown(declared.id, declared.version, "en")
    sign_part(part.pk, mark=Mark("typed", "Ho"), shown=shown, signer_name="Ho", by=by, at=noon)


def test_it_is_sent_without_a_ticket_and_submitted_by_the_payment(
    draft: tuple[Group, Actor], noon: datetime
) -> None:
    group, by = draft
    filled(draft, noon)

    sent = send_group(group.pk, knowingly=False, by=by, at=noon)
    demand = Demand.objects.get(case=group.case)
    attempt = begin_attempt(demand.pk, "visa", by=by, at=noon, return_url="http://t/")
    settle(attempt.pk, Outcome.PAID, by=provider("sandbox"), at=noon)

    group.refresh_from_db()
    assert (sent.state, sent.ticket, sent.fee_cents) == ("sending", None, 60_000)
    assert group.state == Group.State.SUBMITTED
    assert not Ticket.objects.exists()


def test_where_nothing_is_to_pay_sending_submits(
    draft: tuple[Group, Actor], noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, by = draft
    filled(draft, noon)
    monkeypatch.setattr(
        "kaitak.service.applications.fees.rules.fees_due", lambda *_: {"application_fee": {"total": 0}}
    )

    sent = send_group(group.pk, knowingly=False, by=by, at=noon)

    assert sent.state == Group.State.SUBMITTED
    assert not Demand.objects.exists()


def test_sending_can_be_stopped_before_paying(draft: tuple[Group, Actor], noon: datetime) -> None:
    group, by = draft
    filled(draft, noon)
    send_group(group.pk, knowingly=False, by=by, at=noon)

    stopped = stop_sending(group.pk, by=by, at=noon)

    assert stopped.state == Group.State.DRAFT


def test_it_has_no_company_and_no_family(draft: tuple[Group, Actor], noon: datetime) -> None:
    group, by = draft

    with pytest.raises(NoCompanyPart):
        invite_company(group.pk, email="a@example.org", language="en", by=by, at=noon)
    with pytest.raises(PersonNotPossible):
        add_dependant(group.pk, kind="child", by=by, at=noon)


def test_the_pages_and_the_fee_come_from_the_folder(draft: tuple[Group, Actor], noon: datetime) -> None:
    group, _ = draft

    assert [page.id for page in pages_of(group.parts.get(), noon)] == ["name", "contact"]
    assert fee_of(group, noon)["application_fee"] == {"each": 600, "total": 600}


def test_where_the_address_is_asked_for_the_answer_and_the_contact_address_are_one(
    draft: tuple[Group, Actor], noon: datetime
) -> None:
    group, by = draft

    save(draft, "contact", noon, email="one@example.org", letters_language="zh_hant")
    group.refresh_from_db()
    assert (group.email, group.language) == ("one@example.org", "zh-hant")

    set_contact(group.pk, email="two@example.org", language="en", by=by, at=noon)
    save(draft, "name", noon, family_name="Ho")
    group.refresh_from_db()
    assert group.parts.get().answers["email"] == "two@example.org"
    assert (group.email, group.language) == ("two@example.org", "en")
