from datetime import datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from kaitak.service.applications.models import Application
from kaitak.service.casework.errors import NothingAsked, NothingGiven, NotLapsed, ReplyDayPassed
from kaitak.service.casework.models import CaseFile, DocumentRequest, RequestedItem
from kaitak.service.casework.services import Wanted, answer_request, ask_for_documents, lapse, settle_item
from kaitak.service.documents.services import store_upload
from kaitak.service.notices.letters import pdf_of
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import PermissionRefused
from kaitak.service.people.services.links import find_by_link
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=28)


def _picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (60, 40), "white").save(file, "PNG")
    file.seek(0)
    return file


@pytest.fixture
def asked(submitted: Filing, first: Actor, noon: datetime) -> DocumentRequest:
    wanted = [Wanted(str(submitted.part().pk), "Certificate of the craft", "with a translation")]
    return ask_for_documents(submitted.id, wanted, reply_by=(noon + DAYS).date(), by=first, at=noon)[0]


def test_the_letter_names_the_documents_and_the_day(asked: DocumentRequest, submitted: Filing) -> None:
    (notice,) = submitted.told("documents_requested")

    assert notice.letter == asked.letter
    assert "Certificate of the craft. with a translation" in asked.letter.data["items"][0]
    assert any("Monday 21 December 2026" in line for line in asked.letter.data["paragraphs"])
    assert pdf_of(asked.letter).startswith(b"%PDF-")


def test_the_companys_documents_are_asked_of_the_company(
    submitted: Filing, first: Actor, noon: datetime
) -> None:
    wanted = [Wanted(str(submitted.part(kind).pk), "Paper") for kind in ("applicant", "company")]
    made = ask_for_documents(submitted.id, wanted, reply_by=(noon + DAYS).date(), by=first, at=noon)

    assert [request.party for request in made] == ["applicant", "company"]
    assert [notice.email for notice in submitted.told("documents_requested")] == ["minh@example.org"]
    (notice,) = submitted.told("company_documents_requested")
    assert notice.email == "boss@example.com"
    assert find_by_link(notice.context["token"], at=noon).kind == "authorised_person"


def test_a_reply_is_not_yet_an_acceptance(
    asked: DocumentRequest, submitted: Filing, first: Actor, noon: datetime
) -> None:
    item = asked.items.get()
    store_upload(
        case=str(submitted.id),
        part=str(item.part_id),
        slot=item.slot,
        filename="paper.png",
        content=_picture(),
        part_owners=[submitted.applicant.identifier],
        max_files=5,
        by=submitted.applicant,
        at=noon,
    )
    answer_request(asked.pk, by=submitted.applicant, at=noon)

    asked.refresh_from_db()
    assert asked.state == DocumentRequest.State.ANSWERED
    assert asked.items.get().state == RequestedItem.State.GIVEN
    assert CaseFile.objects.get().stage == CaseFile.Stage.ANSWERED

    settle_item(item.pk, accepted=True, by=first, at=noon)

    asked.refresh_from_db()
    assert asked.state == DocumentRequest.State.SETTLED
    assert CaseFile.objects.get().stage == CaseFile.Stage.CHECKING


def test_an_empty_reply_is_refused(asked: DocumentRequest, submitted: Filing, noon: datetime) -> None:
    with pytest.raises(NothingGiven):
        answer_request(asked.pk, by=submitted.applicant, at=noon)


def test_somebody_else_cannot_reply(asked: DocumentRequest, first: Actor, noon: datetime) -> None:
    with pytest.raises(PermissionRefused):
        answer_request(asked.pk, by=first, at=noon)


def test_a_letter_needs_a_document_and_a_day_to_come(submitted: Filing, first: Actor, noon: datetime) -> None:
    wanted = [Wanted(str(submitted.part().pk), "Paper")]

    with pytest.raises(ReplyDayPassed):
        ask_for_documents(submitted.id, wanted, reply_by=noon.date(), by=first, at=noon)
    with pytest.raises(NothingAsked):
        ask_for_documents(submitted.id, [], reply_by=(noon + DAYS).date(), by=first, at=noon)


def test_an_application_lapses_only_after_the_day_and_by_an_officer(
    asked: DocumentRequest, submitted: Filing, first: Actor, noon: datetime
) -> None:
    application = submitted.group.applications.get(index=0)

    with pytest.raises(NotLapsed):
        lapse(application.pk, "Nothing came.", by=first, at=noon + DAYS)
    lapse(application.pk, "Nothing came.", by=first, at=noon + DAYS + timedelta(days=1))

    application.refresh_from_db()
    assert application.status == Application.Status.LAPSED
    assert len(submitted.told("application_lapsed")) == 1
