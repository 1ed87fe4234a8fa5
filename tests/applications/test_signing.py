import json
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from kaitak.service.applications.errors import (
    DeclarationChanged,
    MarkMissing,
    PartNotComplete,
    SignerNotPossible,
    TermsNotGiven,
)
from kaitak.service.applications.models import Signature, SignedContent
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.selectors import signing_capacity
from kaitak.service.applications.services import add_dependant, invite_dependant
from kaitak.service.applications.signed import digest_of
from kaitak.service.applications.types import Mark, Shown
from kaitak.service.people.errors import PermissionRefused
from tests.applications.conftest import Filing
from tests.conftest import HONG_KONG

pytestmark = pytest.mark.django_db
YEARS_16 = "2010-11-23"


@pytest.fixture
def family(filing: Filing) -> Filing:
    """The principal and a child whose date of birth is still open."""
    filing.fill().fill_company()
    add_dependant(filing.id, kind="child", by=filing.applicant, at=filing.at)
    filing.save("kin_name", "dependant", family_name="Nguyen Bao")
    return filing


def test_a_signature_freezes_what_the_part_says_with_its_digest(filing: Filing) -> None:
    filing.fill().fill_company().sign(mark=Mark("drawn", "data:image/png;base64,AAAA"))

    signature = Signature.objects.get()
    content = SignedContent.objects.get()
    document = json.loads(content.canonical)
    assert signature.digest == digest_of(content.canonical)
    assert document["content"]["answers"]["family_name"] == "Nguyễn"
    assert document["content"]["terms"]["monthly_pay"] == 20000
    assert "HK$10,000" in document["declaration"]["text"]
    assert document["signer"]["name"] == "Minh Anh Nguyen"
    assert content.mark == "data:image/png;base64,AAAA"
    assert len(document["salt"]) == 32


def test_signatures_and_their_voids_refuse_every_change(filing: Filing) -> None:
    filing.fill().fill_company().sign()
    filing.save("name", family_name="Tran")
    signature = Signature.objects.get()

    for change in (
        lambda: Signature.objects.update(digest="0"),
        lambda: signature.void.delete(),
        lambda: Signature.objects.filter(pk=signature.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_signing_twice_signs_once_and_signing_anew_after_a_change_is_a_second_row(filing: Filing) -> None:
    filing.fill().fill_company().sign().sign()
    assert Signature.objects.count() == 1

    filing.save("name", family_name="Tran")
    filing.sign()

    assert Signature.objects.count() == 2
    assert Signature.objects.filter(void=None).count() == 1


def test_the_applicant_signs_only_once_the_company_has_said_post_pay_and_period(filing: Filing) -> None:
    filing.fill()

    with pytest.raises(TermsNotGiven, match="post, pay and period"):
        filing.sign()


def test_a_part_that_is_not_complete_is_not_signed(filing: Filing) -> None:
    filing.save("craft", craft="lanterns")
    filing.fill_company()

    with pytest.raises(PartNotComplete) as refused:
        filing.sign()

    assert {item.where for item in refused.value.items} == {"name", "birth", "papers"}


def test_another_wording_than_the_one_in_force_is_not_signed(filing: Filing) -> None:
    filing.fill().fill_company()

    with pytest.raises(DeclarationChanged, match="Read it again"):
        filing.sign(shown=Shown("maker", "0", "en"))


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (Mark("drawn", " "), "Ho"),
        (Mark("drawn", "<svg/>"), "Ho"),
        (Mark("typed", "  "), "Ho"),
        (Mark("typed", "Ho"), " "),
        (Mark("typed", "H\x00o"), "Ho"),
        (Mark("typed", "Ho"), "H" * 201),
        (Mark("stamped", "Ho"), "Ho"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_mark_or_no_name_signs_nothing(filing: Filing, mark: Mark, name: str) -> None:
    filing.fill().fill_company()

    with pytest.raises(MarkMissing):
        filing.sign(mark=mark, signer_name=name)


@pytest.mark.parametrize(
    ("born", "capacity"),
    [(YEARS_16, "self"), ("2010-11-24", "guardian")],
)
def test_from_sixteen_completed_years_on_the_day_of_signing_the_person_signs(
    family: Filing, born: str, capacity: str
) -> None:
    family.save("kin_birth", "dependant", date_of_birth=born)

    assert signing_capacity(family.part("dependant"), family.at) == capacity


def test_the_day_of_signing_is_hong_kongs(family: Filing) -> None:
    family.save("kin_birth", "dependant", date_of_birth=YEARS_16)
    last_minute = datetime(2026, 11, 22, 23, 59, tzinfo=HONG_KONG)

    before = signing_capacity(family.part("dependant"), last_minute)
    after = signing_capacity(family.part("dependant"), last_minute + timedelta(minutes=1))

    assert (before, after) == ("guardian", "self")


def test_born_on_29_february_an_age_is_reached_on_1_march_of_a_common_year(
    family: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    family.save("kin_birth", "dependant", date_of_birth="2008-02-29")
    part = family.part("dependant")
    monkeypatch.setattr(type(current_policy()), "operator", lambda _, choice: 17)

    on_28 = signing_capacity(part, datetime(2025, 2, 28, tzinfo=HONG_KONG))
    on_1 = signing_capacity(part, datetime(2025, 3, 1, tzinfo=HONG_KONG))

    assert (on_28, on_1) == ("guardian", "self")


def test_a_parent_signs_for_a_child_with_name_and_relationship(family: Filing) -> None:
    family.save("kin_birth", "dependant", date_of_birth="2015-05-05")

    family.sign("dependant", relationship="Father")

    signature = Signature.objects.get(part=family.part("dependant"))
    assert signature.capacity == "guardian"
    assert signature.signed_for == str(family.part("dependant").application_id)
    assert signature.content.relationship == "Father"


def test_a_child_does_not_sign_and_nobody_signs_for_the_grown_up(family: Filing) -> None:
    family.save("kin_birth", "dependant", date_of_birth="2015-05-05")
    with pytest.raises(SignerNotPossible, match="under 16"):
        family.sign("dependant")

    family.save("kin_birth", "dependant", date_of_birth="1991-05-05")
    with pytest.raises(SignerNotPossible):
        family.sign("dependant", relationship="Wife")


def test_a_dependant_signs_by_a_link_of_their_own_and_only_their_part(family: Filing) -> None:
    family.save("kin_birth", "dependant", date_of_birth="2000-05-05")
    child = family.part("dependant")
    party = invite_dependant(
        child.pk, email="bao@example.org", language="en", by=family.applicant, at=family.at
    )

    family.sign("dependant", by=party.actor)

    assert family.part("dependant").signed_at == family.at
    with pytest.raises(PermissionRefused):
        family.sign(by=party.actor)


def test_when_the_last_part_is_signed_both_sides_are_told(filing: Filing) -> None:
    filing.confirm().fill().fill_company().sign()
    assert filing.told("all_signed") == []

    filing.sign("company")

    assert [notice.email for notice in filing.told("all_signed")] == ["minh@example.org"]
    told = filing.told("all_signed_company")
    assert [(notice.email, notice.language) for notice in told] == [("boss@example.com", "zh-hant")]
