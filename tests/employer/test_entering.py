import pytest
from django.test import Client

from kaitak.service.applications.services import add_dependant, invite_company, invite_dependant
from kaitak.service.people.models import Party
from tests.applications.conftest import Filing


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_the_page_says_whose_it_is_and_lets_nobody_in(
    visitor: Client, token: str, filing: Filing, language: str
) -> None:
    page = visitor.get(f"/{language}/employer/{token}")

    assert page.status_code == 200
    assert "Nguyễn Minh Anh" in page.content.decode()
    assert not visitor.session.get("parties")


def test_it_says_what_is_asked_and_who_sees_what(visitor: Client, token: str) -> None:
    text = visitor.get(f"/en/employer/{token}").content.decode()

    assert "You need no account." in text
    assert "What is asked of the company" in text
    assert "You do not see the applicant&#x27;s answers" in text or "You do not see the applicant's" in text


def test_the_button_lets_in_as_the_authorised_person(visitor: Client, token: str, filing: Filing) -> None:
    answer = visitor.post(f"/en/employer/{token}")

    assert answer["Location"] == f"/en/filing/{filing.id}/"
    party = Party.objects.get(pk=visitor.session["parties"][str(filing.id)])
    assert party.kind == Party.Kind.AUTHORISED_PERSON
    assert visitor.get(answer["Location"]).status_code == 200


def test_a_newer_link_stops_the_old_one(visitor: Client, token: str, filing: Filing) -> None:
    invite_company(filing.id, email="boss@example.com", language="en", by=filing.applicant, at=filing.at)

    page = visitor.post(f"/en/employer/{token}")

    assert page.status_code == 404
    assert "send the company a new link" in page.content.decode()


def test_a_familys_link_is_no_way_into_the_company(visitor: Client, token: str, filing: Filing) -> None:
    part = add_dependant(filing.id, kind="spouse", by=filing.applicant, at=filing.at)
    invite_dependant(part.pk, email="s@example.org", language="en", by=filing.applicant, at=filing.at)
    other = filing.told("dependant_invited")[-1].context["token"]

    assert visitor.post(f"/en/employer/{other}").status_code == 404


def test_made_up_links_do_not_work(visitor: Client, db: None) -> None:
    assert visitor.get("/en/employer/abc").status_code == 404
