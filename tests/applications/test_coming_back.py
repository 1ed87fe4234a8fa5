from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kaitak.service.applications.errors import (
    AnswersNotAccepted,
    GroupNotFound,
    NoCompanyPart,
)
from kaitak.service.applications.models import Part
from kaitak.service.applications.services import (
    confirm_address,
    enquire,
    enter_by_link,
    find_for_resume,
    invite_company,
    open_files,
    resume,
    send_code,
    set_contact,
)
from kaitak.service.notices.services import deliver_due
from kaitak.service.people.errors import CodeNotRight, LinkNotUsable, TooManyAttempts
from kaitak.service.people.models import Link
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 1)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_draft_is_told_with_its_temporary_reference_and_the_address_confirmed_by_code(
    filing: Filing,
) -> None:
    filing.confirm()

    assert filing.told("draft_saved")[0].context["reference"] == filing.group.temporary_reference
    assert filing.group.email_confirmed_at == filing.at


def test_a_corrected_address_has_to_be_confirmed_anew(filing: Filing) -> None:
    filing.confirm()

    set_contact(filing.id, email=" New@Example.org", language="zh-hans", by=filing.applicant, at=filing.at)

    assert filing.group.email == "New@Example.org"
    assert filing.group.email_confirmed_at is None
    assert filing.told("address_code")[-1].email == "New@Example.org"
    assert filing.told("address_code")[-1].language == "zh-hans"


def test_the_code_of_the_old_address_does_not_confirm_the_new_one(filing: Filing) -> None:
    set_contact(filing.id, email="old@example.org", language="en", by=filing.applicant, at=filing.at)
    old = filing.code("address_code")
    set_contact(filing.id, email="new@example.org", language="en", by=filing.applicant, at=filing.at)

    if old != filing.code("address_code"):
        with pytest.raises(CodeNotRight):
            confirm_address(filing.id, old, by=filing.applicant, at=filing.at)
    assert filing.group.email_confirmed_at is None


def test_what_is_no_address_is_refused(filing: Filing) -> None:
    with pytest.raises(AnswersNotAccepted, match="not an e-mail address"):
        set_contact(filing.id, email="at home", language="en", by=filing.applicant, at=filing.at)


def test_a_code_can_be_sent_again_but_not_without_end(filing: Filing) -> None:
    set_contact(filing.id, email="a@example.org", language="en", by=filing.applicant, at=filing.at)
    for _ in range(5):
        send_code(filing.id, by=filing.applicant, at=filing.at)

    with pytest.raises(TooManyAttempts):
        send_code(filing.id, by=filing.applicant, at=filing.at)

    confirm_address(filing.id, filing.code("address_code"), by=filing.applicant, at=filing.at)
    assert filing.group.email_confirmed_at is not None


def test_reference_and_date_of_birth_bring_a_code_and_the_code_lets_in(filing: Filing) -> None:
    filing.confirm().fill()
    typed = filing.group.temporary_reference.replace("-", " ").lower()

    find_for_resume(typed, BORN, at=filing.at)
    party = resume(typed, filing.code("resume_code"), at=filing.at)

    assert party == filing.party


def test_a_wrong_reference_and_a_wrong_date_are_refused_alike(filing: Filing) -> None:
    filing.confirm().fill()

    for reference, born in ((filing.group.temporary_reference, date(1990, 5, 2)), ("T-2222-2222-2222", BORN)):
        with pytest.raises(GroupNotFound, match="Check both"):
            find_for_resume(reference, born, at=filing.at)

    assert filing.told("resume_code") == []


def test_guessing_the_date_of_birth_is_stopped(filing: Filing) -> None:
    filing.confirm().fill()
    for day in range(10):
        with pytest.raises(GroupNotFound):
            find_for_resume(filing.group.temporary_reference, date(1980, 1, day + 1), at=filing.at)

    with pytest.raises(TooManyAttempts):
        find_for_resume(filing.group.temporary_reference, BORN, at=filing.at)

    find_for_resume(filing.group.temporary_reference, BORN, at=filing.at + timedelta(minutes=16))


def test_before_a_date_of_birth_is_answered_the_mailed_code_alone_decides(filing: Filing) -> None:
    filing.confirm()

    find_for_resume(filing.group.temporary_reference, BORN, at=filing.at)

    assert resume(filing.group.temporary_reference, filing.code("resume_code"), at=filing.at) == filing.party


def test_a_wrong_code_does_not_let_in(filing: Filing) -> None:
    filing.confirm().fill()
    find_for_resume(filing.group.temporary_reference, BORN, at=filing.at)

    with pytest.raises(CodeNotRight):
        resume(filing.group.temporary_reference, wrong(filing.code("resume_code")), at=filing.at)


def test_the_code_for_coming_back_confirms_an_address_not_yet_confirmed(filing: Filing) -> None:
    set_contact(filing.id, email="a@example.org", language="en", by=filing.applicant, at=filing.at)
    find_for_resume(filing.group.temporary_reference, BORN, at=filing.at)

    resume(filing.group.temporary_reference, filing.code("resume_code"), at=filing.at)

    assert filing.group.email_confirmed_at == filing.at


def test_the_companys_link_lets_its_authorised_person_in_and_a_new_one_stops_the_old(filing: Filing) -> None:
    filing.fill()
    filing.company()
    old = filing.told("company_invited")[-1].context["token"]
    invite_company(filing.id, email="BOSS@example.com", language="en", by=filing.applicant, at=filing.at)
    new = filing.told("company_invited")[-1].context["token"]

    party = enter_by_link(new, at=filing.at)

    assert party.kind == "authorised_person"
    assert party.about == str(filing.part("company").pk)
    with pytest.raises(LinkNotUsable):
        enter_by_link(old, at=filing.at)


def test_links_are_not_mailed_without_end(filing: Filing) -> None:
    for _ in range(10):
        invite_company(filing.id, email="b@example.com", language="en", by=filing.applicant, at=filing.at)

    with pytest.raises(TooManyAttempts):
        invite_company(filing.id, email="b@example.com", language="en", by=filing.applicant, at=filing.at)


@pytest.mark.django_db(transaction=True)
def test_a_lost_link_can_be_sent_anew_while_the_fee_is_awaited(filing: Filing) -> None:
    filing.ready().send()

    party = invite_company(
        filing.id, email="boss@example.com", language="en", by=filing.applicant, at=filing.at
    )

    assert filing.begin(by=party.actor).amount_cents == 60_000


def test_inviting_another_address_stops_the_link_of_the_first(filing: Filing) -> None:
    filing.company()

    party = invite_company(
        filing.id, email="other@example.com", language="en", by=filing.applicant, at=filing.at
    )

    assert [link.party for link in Link.objects.filter(revoked_at=None)] == [party]


def test_a_procedure_without_a_company_invites_none(filing: Filing) -> None:
    Part.objects.filter(kind="company").delete()

    with pytest.raises(NoCompanyPart):
        filing.company()


@pytest.mark.django_db(transaction=True)
def test_a_status_enquiry_needs_reference_and_date_of_birth_and_is_guarded(
    filing: Filing, another: Callable[..., Filing]
) -> None:
    filing.ready().send().pay()
    open_files(at=filing.at)
    reference = str(filing.group.applications.get().reference)

    status = enquire(reference.replace("-", ""), BORN, at=filing.at)

    assert (status.reference, status.status, status.scheme) == (reference, "opened", "lantern")
    for _ in range(5):
        with pytest.raises(GroupNotFound):
            enquire(reference, date(1991, 1, 1), at=filing.at)
    with pytest.raises(TooManyAttempts):
        enquire(reference, BORN, at=filing.at)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_every_notice_can_be_sent_in_every_language(
    filing: Filing, language: str, mailoutbox: list[object]
) -> None:
    filing.ready()
    set_contact(filing.id, email="minh@example.org", language=language, by=filing.applicant, at=filing.at)
    filing.send().pay()
    open_files(at=filing.at)

    sent = deliver_due(at=filing.at)

    assert sent == len(mailoutbox) > 7
    assert all(message.subject and message.body for message in mailoutbox)  # type: ignore[attr-defined]
