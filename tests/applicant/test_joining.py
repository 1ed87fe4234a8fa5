import pytest
from django.test import Client

from kaitak.service.applications.services import add_dependant, invite_company, invite_dependant
from kaitak.service.people.models import Party
from tests.applications.conftest import Filing


@pytest.fixture
def token(filing: Filing) -> str:
    """The link mailed to a spouse."""
    filing.confirm().fill()
    part = add_dependant(filing.id, kind="spouse", by=filing.applicant, at=filing.at)
    invite_dependant(part.pk, email="s@example.org", language="en", by=filing.applicant, at=filing.at)
    return str(filing.told("dependant_invited")[-1].context["token"])


def test_opening_the_link_says_whose_it_is_and_changes_nothing(
    visitor: Client, token: str, filing: Filing
) -> None:
    page = visitor.get(f"/en/join/{token}")

    assert page.status_code == 200
    assert "Nguyễn Minh Anh" in page.content.decode()
    assert not visitor.session.get("parties")


def test_the_button_lets_in_as_the_dependant(visitor: Client, token: str, filing: Filing) -> None:
    answer = visitor.post(f"/en/join/{token}")

    assert answer["Location"] == f"/en/filing/{filing.id}/"
    party = Party.objects.get(pk=visitor.session["parties"][str(filing.id)])
    assert party.kind == Party.Kind.DEPENDANT
    assert visitor.get(answer["Location"]).status_code == 200


def test_a_link_that_stopped_says_how_to_get_a_new_one(visitor: Client, token: str, filing: Filing) -> None:
    part = filing.part("dependant")
    invite_dependant(part.pk, email="s@example.org", language="en", by=filing.applicant, at=filing.at)

    for page in (visitor.get(f"/en/join/{token}"), visitor.post(f"/en/join/{token}")):
        assert page.status_code == 404
        assert "send you a new link" in page.content.decode()
    assert not visitor.session.get("parties")


def test_the_companys_link_is_no_way_into_the_family(visitor: Client, filing: Filing) -> None:
    filing.confirm().fill()
    invite_company(filing.id, email="b@example.com", language="en", by=filing.applicant, at=filing.at)
    token = filing.told("company_invited")[-1].context["token"]

    assert visitor.post(f"/en/join/{token}").status_code == 404
