import pytest

from kaitak.service.applications.errors import GroupFull, PersonNotPossible
from kaitak.service.applications.models import Application, Part
from kaitak.service.applications.selectors import place_of, profile_for
from kaitak.service.applications.services import (
    add_dependant,
    change_dependant,
    invite_dependant,
    remove_dependant,
)
from kaitak.service.people.errors import LinkNotUsable, PermissionRefused
from kaitak.service.people.models import Party
from kaitak.service.people.services.links import find_by_link
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db


def add(filing: Filing, kind: str) -> Part:
    return add_dependant(filing.id, kind=kind, by=filing.applicant, at=filing.at)


def test_each_person_has_an_application_and_a_part_and_stands_in_the_profile(filing: Filing) -> None:
    spouse, child = add(filing, "spouse"), add(filing, "child")
    filing.save("kin_name", "dependant", place=1, family_name="Bao")

    profile = profile_for(filing.group)["family"]
    assert [one.kind for one in filing.group.applications.all()] == ["principal", "spouse", "child"]
    assert profile["children"][0]["family_name"] == "Bao"
    assert profile["spouse"] == {"kind": "spouse", "accompanying": True}
    assert (place_of(spouse, filing.at), place_of(child, filing.at)) == (
        "family.spouse",
        "family.children[0]",
    )


def test_a_group_has_at_most_nine_applications(filing: Filing) -> None:
    for _ in range(8):
        add(filing, "child")

    with pytest.raises(GroupFull, match="No more than 8 dependants"):
        add(filing, "child")

    assert filing.group.applications.count() == 9


def test_a_removed_place_can_be_taken_again(filing: Filing) -> None:
    for _ in range(8):
        add(filing, "child")
    remove_dependant(filing.part("dependant", 3).pk, by=filing.applicant, at=filing.at)

    add(filing, "child")

    assert filing.group.applications.count() == 9


def test_there_is_one_spouse(filing: Filing) -> None:
    add(filing, "spouse")

    with pytest.raises(PersonNotPossible):
        add(filing, "spouse")
    with pytest.raises(PersonNotPossible):
        add(filing, "parrot")


def test_a_dependant_of_another_kind_keeps_the_other_answers(filing: Filing) -> None:
    child = add(filing, "child")
    filing.save("kin_name", "dependant", family_name="Bao")

    change_dependant(child.pk, kind="spouse", by=filing.applicant, at=filing.at)

    assert profile_for(filing.group)["family"]["spouse"]["family_name"] == "Bao"
    assert Application.objects.get(pk=child.application_id).kind == "spouse"


def test_the_kind_answered_on_the_page_makes_the_application_one_of_that_kind(filing: Filing) -> None:
    child = add(filing, "child")

    filing.save("kin", "dependant", dependant_kind="spouse")

    assert Application.objects.get(pk=child.application_id).kind == "spouse"
    add(filing, "child")
    with pytest.raises(PersonNotPossible):
        filing.save("kin", "dependant", place=1, dependant_kind="spouse")


def test_a_removed_dependant_leaves_nothing_and_their_link_stops(filing: Filing) -> None:
    child = add(filing, "child")
    filing.save("kin_name", "dependant", family_name="Bao")
    invite_dependant(child.pk, email="bao@example.org", language="en", by=filing.applicant, at=filing.at)
    token = filing.told("dependant_invited")[0].context["token"]

    remove_dependant(child.pk, by=filing.applicant, at=filing.at)

    assert not Part.objects.filter(kind="dependant").exists()
    assert not Party.objects.filter(about=str(child.pk)).exists()
    with pytest.raises(LinkNotUsable):
        find_by_link(token, at=filing.at)


def test_the_company_does_not_change_the_family(filing: Filing) -> None:
    with pytest.raises(PermissionRefused):
        add_dependant(filing.id, kind="child", by=filing.company(), at=filing.at)
