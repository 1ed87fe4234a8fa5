from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kaitak.service.casework.models import CaseFile, Decision, Finding, Recommendation
from kaitak.service.casework.services import Proposal, Wanted, ask_for_documents, recommend
from kaitak.service.documents.errors import CheckUnavailable, FileGone
from kaitak.service.documents.models import Upload
from kaitak.service.evisa.models import Evisa, IssuanceFee
from kaitak.service.evisa.services import issue
from kaitak.service.notices.models import Letter
from kaitak.service.people.actors import Actor, provider
from kaitak.service.portals.officer.views import files
from kaitak.service.quotas.models import Suspension
from tests.applications.conftest import Filing
from tests.officer.conftest import SignedIn

pytestmark = pytest.mark.django_db
APPROVAL = {
    "0-outcome": "approve",
    "0-reasons": "The post and the papers agree.",
    "0-stay_months": "24",
    "0-stay_reason": "The contract is for 24 months.",
}


def _at(name: str, *args: object) -> str:
    with translation.override("en"):
        return reverse(f"officer:{name}", args=args)


def _recommended(filing: Filing, by: Actor, at: datetime) -> Recommendation:
    application = filing.group.applications.get(index=0)
    proposal = Proposal(str(application.pk), "approve", "All is well.", 24, "The contract says so.")
    return recommend(filing.id, [proposal], by=by, at=at)[0]


@pytest.fixture
def desk(first: Actor, signed_in: SignedIn) -> Client:
    return signed_in(first)


@pytest.mark.parametrize(
    ("search", "found"),
    [("Minh", True), ("nguyễn", True), ("1990-05-01", True), ("Nobody", False), ("1990-99-99", False)],
)
def test_the_queue_finds_a_case_by_name_or_birth(
    search: str, found: bool, desk: Client, submitted: Filing
) -> None:
    page = desk.get(_at("queue"), {"search": search})

    assert (str(submitted.id) in page.content.decode()) is found


@pytest.mark.parametrize("order", ["due", "stage", "officer", "submitted", "nonsense"])
def test_the_queue_is_put_in_any_order(order: str, desk: Client, submitted: Filing) -> None:
    page = desk.get(_at("queue"), {"order": order, "mine": ""})

    assert page.status_code == 200
    assert str(submitted.id) in page.content.decode()


def test_the_next_case_is_taken_and_opened(desk: Client, first: Actor, submitted: Filing) -> None:
    answer = desk.post(_at("take_next"))

    assert answer.url == _at("case", submitted.id)
    assert str(CaseFile.objects.get().assigned_to_id) == first.identifier


def test_an_empty_queue_says_so_when_a_case_is_taken(desk: Client) -> None:
    page = desk.post(_at("take_next"), follow=True)

    assert "There is no case waiting for an officer." in page.content.decode()


def test_the_case_shows_answers_documents_and_what_the_rules_say(desk: Client, submitted: Filing) -> None:
    page = desk.get(_at("case", submitted.id)).content.decode()

    assert "Tuesday 1 May 1990" in page
    assert "lantern.tif" in page
    assert "Pay of at least HK$10,000" in page
    assert "Longer stay" not in page


def test_the_case_names_who_signed_each_part(desk: Client, submitted: Filing) -> None:
    page = desk.get(_at("case", submitted.id)).content.decode()

    assert page.count("Signed by Minh Anh Nguyen, ") == 2


def test_pages_of_a_document_are_our_pictures_and_the_original_is_only_a_download(
    desk: Client, submitted: Filing, pictures: list[Upload]
) -> None:
    (upload,) = pictures
    second_page = desk.get(_at("picture", submitted.id, upload.pk, 2))
    original = desk.get(_at("original", submitted.id, upload.pk))

    assert second_page.content.startswith(b"\xff\xd8")
    assert desk.get(_at("picture", submitted.id, upload.pk, 3)).status_code == 404
    assert original.headers["Content-Disposition"] == 'attachment; filename="lantern.tif"'
    assert original.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("error", "status"), [(FileGone, 410), (CheckUnavailable, 503)])
def test_a_file_that_cannot_be_shown_says_why(
    error: type[Exception],
    status: int,
    desk: Client,
    submitted: Filing,
    pictures: list[Upload],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(files.documents, "original", refuse)
    page = desk.get(_at("original", submitted.id, pictures[0].pk))

    assert page.status_code == status
    assert "This file cannot be shown" in page.content.decode()


def test_a_correction_is_typed_as_the_applicant_typed_the_answer(desk: Client, submitted: Filing) -> None:
    address = _at("finding", submitted.id, submitted.part().pk, "date_of_birth")
    born = {"date_of_birth-day": "1", "date_of_birth-month": "5", "date_of_birth-year": "1991"}
    sent = {"finding-verdict": "corrected", "finding-reason": "The passport says so.", **born}

    assert desk.post(address, sent).url == _at("case", submitted.id)
    assert Finding.objects.get().value == "1991-05-01"
    assert "Wednesday 1 May 1991" in desk.get(_at("case", submitted.id)).content.decode()


def test_a_correction_that_is_no_day_is_refused_at_its_field_and_kept(
    desk: Client, submitted: Filing
) -> None:
    address = _at("finding", submitted.id, submitted.part().pk, "date_of_birth")
    born = {"date_of_birth-day": "41", "date_of_birth-month": "5", "date_of_birth-year": "1991"}
    page = desk.post(address, {"finding-verdict": "corrected", "finding-reason": "Seen.", **born})

    assert not Finding.objects.exists()
    assert "There is a problem" in page.content.decode()
    assert 'value="41"' in page.content.decode()
    assert "Seen." in page.content.decode()


def test_a_rejection_without_a_reason_is_refused(desk: Client, submitted: Filing) -> None:
    address = _at("finding", submitted.id, submitted.part().pk, "passport")
    page = desk.post(address, {"finding-verdict": "rejected", "finding-reason": " "})

    assert "Give the reason." in page.content.decode()
    assert not Finding.objects.exists()


def test_documents_are_asked_for_and_accepted(
    desk: Client, submitted: Filing, noon: datetime, clock: list[datetime]
) -> None:
    reply_by = (noon + timedelta(days=28)).date().isoformat()
    sent = {"part_0": str(submitted.part().pk), "title_0": "Certificate", "reply_by": reply_by}
    asked = desk.post(_at("ask", submitted.id), sent)
    item = CaseFile.objects.get().requests.get().items.get()
    desk.post(_at("settle", submitted.id, item.pk), {"accepted": "yes"})

    assert asked.url == _at("case", submitted.id)
    item.refresh_from_db()
    assert item.state == "accepted"
    assert CaseFile.objects.get().stage == CaseFile.Stage.CHECKING


def test_a_letter_that_asks_for_nothing_is_refused(desk: Client, submitted: Filing) -> None:
    page = desk.post(_at("ask", submitted.id), {"reply_by": "2026-12-24"})

    assert "Name at least one document to ask for." in page.content.decode()


def test_the_letter_is_a_pdf(desk: Client, submitted: Filing, first: Actor, noon: datetime) -> None:
    wanted = [Wanted(str(submitted.part().pk), "Certificate")]
    day = (noon + timedelta(days=28)).date()
    ask_for_documents(submitted.id, wanted, reply_by=day, by=first, at=noon)
    letter = Letter.objects.get(kind="documents_requested")
    answer = desk.get(_at("letter", submitted.id, letter.pk))

    assert answer.content.startswith(b"%PDF-")
    assert "Request for documents" in desk.get(_at("case", submitted.id)).content.decode()


def test_an_application_lapses_only_after_the_day_of_the_letter(
    desk: Client,
    submitted: Filing,
    first: Actor,
    signed_in: SignedIn,
    noon: datetime,
    clock: list[datetime],
) -> None:
    wanted = [Wanted(str(submitted.part().pk), "Certificate")]
    day = (noon + timedelta(days=28)).date()
    ask_for_documents(submitted.id, wanted, reply_by=day, by=first, at=noon)
    address = _at("lapse", submitted.id, submitted.group.applications.get(index=0).pk)
    early = desk.post(address, {"reason": "Nothing came."})
    clock[0] = noon + timedelta(days=29)
    late = signed_in(first).post(address, {"reason": "Nothing came."})

    assert "The day in the letter has not passed." in early.content.decode()
    assert late.url == _at("case", submitted.id)
    assert submitted.group.applications.get(index=0).status == "lapsed"


def test_a_recommendation_with_an_error_keeps_everything_typed(desk: Client, submitted: Filing) -> None:
    page = desk.post(_at("recommend", submitted.id), {**APPROVAL, "0-stay_reason": ""})

    assert "Choose it and give the reason." in page.content.decode()
    assert "The post and the papers agree." in page.content.decode()
    assert not Recommendation.objects.exists()


def test_two_officers_make_one_decision_however_often_they_click(
    desk: Client, second: Actor, signed_in: SignedIn, submitted: Filing
) -> None:
    recommended = desk.post(_at("recommend", submitted.id), APPROVAL)
    sent = {"recommendation": Recommendation.objects.get().pk}
    own = desk.post(_at("decide", submitted.id), sent, follow=True)
    other = signed_in(second)
    decided = other.post(_at("decide", submitted.id), sent, follow=True)
    again = other.post(_at("decide", submitted.id), sent, follow=True)

    assert recommended.url == _at("case", submitted.id)
    assert "Another officer decides it." in own.content.decode()
    assert "Decided. The result notice is on its way." in decided.content.decode()
    assert "is not open for this" in again.content.decode()
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"recommendation": "x"}, {"recommendation": "9" * 40}])
def test_deciding_nothing_decides_nothing(desk: Client, submitted: Filing, sent: dict[str, str]) -> None:
    page = desk.post(_at("decide", submitted.id), sent, follow=True)

    assert "Nothing is recommended in this case." in page.content.decode()
    assert CaseFile.objects.get().stage == CaseFile.Stage.RECEIVED


def test_the_second_officer_sends_back_with_a_reason(
    desk: Client, first: Actor, second: Actor, signed_in: SignedIn, submitted: Filing, noon: datetime
) -> None:
    _recommended(submitted, first, noon)
    own = desk.post(_at("send_back", submitted.id), {"reason": "I changed my mind."})
    other = signed_in(second).post(_at("send_back", submitted.id), {"reason": "The contract is shorter."})

    assert "Another officer decides it." in own.content.decode()
    assert other.url == _at("case", submitted.id)
    assert CaseFile.objects.get().stage == CaseFile.Stage.CHECKING


def test_a_supervisor_cancels_an_issued_evisa_with_a_reason(
    chief: Actor, signed_in: SignedIn, fee: IssuanceFee, noon: datetime
) -> None:
    issue(fee, by=provider("sandbox"), at=noon)
    evisa, client = Evisa.objects.get(), signed_in(chief)
    without = client.post(_at("evisa", evisa.pk), {"reason": ""})
    client.post(_at("evisa", evisa.pk), {"reason": "Issued by mistake."})

    assert "There is a problem" in without.content.decode()
    evisa.refresh_from_db()
    assert evisa.state == Evisa.State.CANCELLED


def test_an_approval_lapses_after_the_last_day_for_its_fee(
    desk: Client, first: Actor, signed_in: SignedIn, fee: IssuanceFee, clock: list[datetime]
) -> None:
    early = desk.post(_at("lapse_fee", fee.pk), {"reason": "No money came."})
    clock[0] += timedelta(days=400)
    signed_in(first).post(_at("lapse_fee", fee.pk), {"reason": "No money came."})

    assert "cannot lapse yet" in early.content.decode()
    assert Evisa.objects.get().state == Evisa.State.LAPSED


def test_a_supervisor_suspends_lifts_and_announces(
    chief: Actor, signed_in: SignedIn, submitted: Filing, noon: datetime
) -> None:
    client = signed_in(chief)
    intake = submitted.ticket.intake.code
    client.post(_at("suspend", intake), {f"suspend-{intake}-reason": "A count is checked."})
    shown = client.get(_at("quota")).content.decode()
    client.post(_at("lift", intake, Suspension.objects.get().pk))
    moment = (noon + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    announced = client.post(_at("announce", intake), {f"resume-{intake}-resumes_at": moment}, follow=True)

    assert "A count is checked." in shown
    assert Suspension.objects.get().lifted_at is not None
    assert announced.status_code in {200, 422}
    assert client.post(_at("suspend", intake), {}).status_code == 422
    assert client.post(_at("suspend", "nowhere"), {}).status_code == 404


def test_the_history_names_who_did_what(
    desk: Client, first: Actor, submitted: Filing, noon: datetime
) -> None:
    wanted = [Wanted(str(submitted.part().pk), "Certificate")]
    day = (noon + timedelta(days=28)).date()
    ask_for_documents(submitted.id, wanted, reply_by=day, by=first, at=noon)
    page = desk.get(_at("history", submitted.id)).content.decode()

    assert "case_file.opened" in page
    assert "items: 1" in page
