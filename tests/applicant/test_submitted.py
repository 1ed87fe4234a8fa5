from datetime import datetime, timedelta

import pytest
from django.test import Client

from kaitak.service.applications.models import Application
from kaitak.service.casework.services import Wanted, ask_for_documents
from kaitak.service.evisa.models import Evisa
from kaitak.service.people.actors import Actor
from tests.applicant.conftest import born
from tests.applications.conftest import Filing

WRONG = "We cannot find an application with that reference and date of birth"


def _given(filing: Filing, **other: str) -> dict[str, str]:
    reference = filing.group.applications.get(index=0).reference or ""
    return {"reference": reference, **born(), **other}


def test_the_status_is_a_line_of_stations_of_that_person_alone(visitor: Client, submitted: Filing) -> None:
    page = visitor.post("/en/status", _given(submitted))

    text = page.content.decode()
    assert page.status_code == 200
    assert "Monday 23 November 2026" in text
    assert "the file waits for an officer" in text
    assert "Nguy" not in text
    assert submitted.number not in text
    assert submitted.group.case not in visitor.session.get("parties", {})


@pytest.mark.parametrize("address", ["status", "documents", "pay", "e-visa"])
@pytest.mark.parametrize("other", [{"date_of_birth-day": "2"}, {"reference": "2222-2222-2222"}])
def test_nothing_says_which_of_the_two_was_wrong(
    visitor: Client, submitted: Filing, address: str, other: dict[str, str]
) -> None:
    page = visitor.post(f"/en/{address}", _given(submitted, **other))

    assert page.status_code == 422
    assert WRONG in page.content.decode()
    assert not visitor.session.get("parties")


def test_guessing_is_stopped_with_the_wait(visitor: Client, submitted: Filing) -> None:
    for _ in range(5):
        visitor.post("/en/status", _given(submitted, **{"date_of_birth-day": "2"}))

    page = visitor.post("/en/status", _given(submitted))

    assert page.status_code == 429
    assert "Wait 60 minutes" in page.content.decode()


def test_whoever_types_it_right_is_not_counted_as_guessing(visitor: Client, submitted: Filing) -> None:
    answers = [visitor.post("/en/status", _given(submitted)).status_code for _ in range(8)]

    assert answers == [200] * 8


def test_the_principal_is_let_in_to_send_documents(visitor: Client, submitted: Filing) -> None:
    answer = visitor.post("/en/documents", _given(submitted))

    assert answer["Location"] == f"/en/filing/{submitted.id}/requests/"
    assert visitor.get(answer["Location"]).status_code == 200


def test_without_a_fee_there_is_nothing_to_pay(visitor: Client, submitted: Filing) -> None:
    page = visitor.post("/en/pay", _given(submitted))

    assert page.status_code == 200
    assert "There is nothing to pay now" in page.content.decode()
    assert not visitor.session.get("parties")


def test_an_approved_principal_is_led_to_the_fee_and_then_to_the_evisa(
    visitor: Client, approved: Filing
) -> None:
    answer = visitor.post("/en/pay", _given(approved))
    assert answer["Location"].startswith(f"/en/filing/{approved.id}/fees/")
    assert visitor.get(answer["Location"]).status_code == 200

    approved.pay()
    answer = visitor.post("/en/e-visa", _given(approved))

    assert answer["Location"] == f"/en/filing/{approved.id}/e-visas/"
    assert visitor.get(answer["Location"]).status_code == 200


def test_the_line_goes_on_to_fee_and_collection(visitor: Client, approved: Filing) -> None:
    waiting = visitor.post("/en/status", _given(approved)).content.decode()
    approved.pay()
    ready = visitor.post("/en/status", _given(approved)).content.decode()

    assert "Your move: pay the issuance fee." in waiting
    assert "Sunday 21 February 2027" in waiting
    assert "Your move: collect it." in ready


def test_a_letter_makes_it_the_applicants_move(
    visitor: Client, submitted: Filing, first: Actor, noon: datetime
) -> None:
    part = submitted.part()
    ask_for_documents(
        submitted.id,
        [Wanted(str(part.pk), "Bank statement", "")],
        reply_by=(noon + timedelta(days=20)).date(),
        by=first,
        at=noon,
    )

    text = visitor.post("/en/status", _given(submitted)).content.decode()

    assert "Your move: our letter asks for further documents." in text
    assert "Bank statement" not in text


@pytest.fixture
def as_dependant(approved: Filing) -> Filing:
    """The same application as if it were a spouse's."""
    approved.group.applications.update(kind=Application.Kind.SPOUSE)
    return approved


@pytest.mark.parametrize("address", ["documents", "pay"])
def test_a_dependants_reference_opens_no_file(visitor: Client, as_dependant: Filing, address: str) -> None:
    page = visitor.post(f"/en/{address}", _given(as_dependant))

    assert page.status_code == 403
    assert "Use the principal applicant" in page.content.decode()
    assert not visitor.session.get("parties")


def test_a_dependant_collects_the_own_evisa_and_nothing_else(visitor: Client, as_dependant: Filing) -> None:
    as_dependant.pay()
    number = Evisa.objects.get().number

    answer = visitor.post("/en/e-visa", _given(as_dependant))
    page = visitor.get(answer["Location"])
    pdf = visitor.get("/en/e-visa/mine.pdf")

    assert answer["Location"] == "/en/e-visa/mine"
    assert number in page.content.decode()
    assert pdf.content.startswith(b"%PDF-")
    assert not visitor.session.get("parties")


def test_nobody_collects_without_having_asked(visitor: Client) -> None:
    assert visitor.get("/en/e-visa/mine")["Location"] == "/en/e-visa"
    assert visitor.get("/en/e-visa/mine.pdf").status_code == 404
