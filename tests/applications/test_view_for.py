import pytest

from kaitak.service.applications.errors import GroupNotFound
from kaitak.service.applications.selectors import get_group_for, get_part_for, may_see_file, view_for
from kaitak.service.applications.services import add_dependant, invite_dependant
from kaitak.service.applications.types import PartView
from kaitak.service.people.actors import ANONYMOUS, Actor, ActorKind, Role
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(filing: Filing) -> Filing:
    """Everything filled in, with one child."""
    filing.confirm().fill().fill_company()
    filing.save("firm", "company", company_turnover=7_000_000)
    add_dependant(filing.id, kind="child", by=filing.applicant, at=filing.at)
    filing.save("kin_name", "dependant", family_name="Bao")
    return filing


def seen(filing: Filing, actor: Actor) -> dict[str, PartView]:
    return {part.kind: part for part in view_for(actor, filing.group, filing.at).parts}


def test_the_applicant_sees_the_offer_and_the_contract_but_not_the_companys_affairs(family: Filing) -> None:
    company = seen(family, family.applicant)["company"]

    assert company.answers == {"occupation": "Lantern maker", "monthly_pay": 20000, "contract_months": 24}
    assert company.slots == ("contract",)
    assert not company.may_edit
    assert may_see_file(family.applicant, family.part("company"), "contract")
    assert not may_see_file(family.applicant, family.part("company"), "accounts")


def test_the_applicant_sees_and_edits_the_familys_parts(family: Filing) -> None:
    parts = seen(family, family.applicant)

    assert parts["applicant"].answers["travel_document_number"] == "K01234567"
    assert parts["dependant"].answers == {"dependant_kind": "child", "family_name": "Bao"}
    assert parts["dependant"].may_edit
    assert not parts["dependant"].may_sign


def test_the_company_sees_name_trade_and_which_parts_are_open_and_nothing_else(family: Filing) -> None:
    parts = seen(family, family.company())

    assert parts["applicant"].name == "Nguyễn Minh Anh"
    assert parts["applicant"].answers == {"craft": "lanterns"}
    assert parts["applicant"].slots == ()
    assert (parts["applicant"].is_signed, parts["applicant"].is_complete) == (False, True)
    assert (parts["dependant"].name, parts["dependant"].person_kind, parts["dependant"].answers) == (
        "",
        "",
        {},
    )
    assert not parts["dependant"].is_complete
    assert parts["company"].answers["company_turnover"] == 7_000_000
    assert parts["company"].may_sign


def test_the_company_is_not_told_which_answers_of_the_family_are_missing(family: Filing) -> None:
    view = view_for(family.company(), family.group, family.at)

    assert {item.kind for item in view.open_items} == {"signature"}
    assert (view.email, view.temporary_reference, view.may_send) == ("", "", False)


def test_a_dependant_sees_their_own_part_and_the_principals_name(family: Filing) -> None:
    child = family.part("dependant")
    party = invite_dependant(
        child.pk, email="bao@example.org", language="en", by=family.applicant, at=family.at
    )

    parts = seen(family, party.actor)

    assert parts["dependant"].answers["family_name"] == "Bao"
    assert (parts["applicant"].name, parts["applicant"].answers) == ("Nguyễn Minh Anh", {})
    assert (parts["company"].name, parts["company"].answers, parts["company"].slots) == ("", {}, ())


def test_an_officer_sees_everything_and_changes_nothing(family: Filing, officer_actor: Actor) -> None:
    parts = seen(family, officer_actor)

    assert parts["company"].answers["company_turnover"] == 7_000_000
    assert parts["applicant"].answers["family_name"] == "Nguyễn"
    assert not any(part.may_edit for part in parts.values())


def test_nobody_else_is_told_that_the_group_exists(family: Filing) -> None:
    stranger = Actor(ActorKind.PARTY, "x", frozenset({Role.APPLICANT}), case="another")

    for actor in (ANONYMOUS, stranger):
        with pytest.raises(GroupNotFound):
            get_group_for(actor, family.id)
        with pytest.raises(GroupNotFound):
            get_part_for(actor, family.part().pk)


def test_sending_is_offered_to_the_applicant_once_nothing_is_open(filing: Filing) -> None:
    assert not view_for(filing.applicant, filing.group, filing.at).may_send

    filing.ready()

    assert view_for(filing.applicant, filing.group, filing.at).may_send
    assert not view_for(filing.company(), filing.group, filing.at).may_send
