import io
import json
from datetime import datetime, timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from kaitak import seal
from kaitak.seal import Fault
from kaitak.service.applications.policy import current_policy
from kaitak.service.evisa.models import Evisa
from kaitak.service.evisa.services import cancel
from kaitak.service.evisa.verifying import Checked, check_code
from kaitak.service.people.actors import Actor
from kaitak.service.portals.verify.answers import answer_to
from tests.applicant.conftest import born
from tests.applications.conftest import Filing


def _shows(visitor: Client, content: bytes, name: str = "e-visa.pdf", way: str = "file") -> HttpResponse:
    given = {"way": way, f"{way}-file": SimpleUploadedFile(name, content)}
    return visitor.post("/en/verify/", given)


def _picture(sheet: bytes, kind: str) -> bytes:
    stream = io.BytesIO()
    pypdfium2.PdfDocument(sheet)[0].render(scale=3).to_pil().convert("RGB").save(stream, kind)
    return stream.getvalue()


def test_a_pdf_is_recognised_and_said_to_be_a_specimen(visitor: Client, sheet: bytes, issued: Evisa) -> None:
    page = _shows(visitor, sheet)

    text = page.content.decode()
    assert page.status_code == 200
    assert "A specimen: it permits nothing" in text
    assert "K01234567" in text
    assert issued.number in text
    assert "24 months from arrival" in text
    assert "What this check cannot tell" in text


@pytest.mark.parametrize(("kind", "way"), [("JPEG", "photo"), ("PNG", "file"), ("GIF", "file")])
def test_pictures_are_as_good_as_the_file(visitor: Client, sheet: bytes, kind: str, way: str) -> None:
    page = _shows(visitor, _picture(sheet, kind), f"e-visa.{kind.lower()}", way)

    assert page.context["answer"].is_genuine


def test_a_cancelled_one_is_said_to_be(
    visitor: Client, sheet: bytes, issued: Evisa, chief: Actor, noon: datetime
) -> None:
    cancel(issued.pk, "Issued to the wrong person.", by=chief, at=noon)

    text = _shows(visitor, sheet).content.decode()

    assert "Cancelled: do not accept it" in text
    assert "Monday 23 November 2026" in text
    assert "wrong person" not in text


def test_typed_particulars_find_it(visitor: Client, issued: Evisa, approved: Filing) -> None:
    given = {"number": issued.number.lower(), "travel_document": approved.number, **born()}

    page = visitor.post("/en/verify/particulars", given)

    assert page.status_code == 200
    assert page.context["answer"].code == "specimen"
    assert "the sheet you have in hand" in page.content.decode()


@pytest.mark.parametrize(
    "other", [{"number": "2222-2222-2222"}, {"travel_document": "X1"}, {"date_of_birth-day": "2"}]
)
def test_wrong_particulars_are_told_as_one_and_kept(
    visitor: Client, issued: Evisa, approved: Filing, other: dict[str, str]
) -> None:
    given = {"number": issued.number, "travel_document": approved.number, **born(), **other}

    page = visitor.post("/en/verify/particulars", given)

    text = page.content.decode()
    assert page.status_code == 422
    assert "No e-Visa has these particulars" in text
    assert given["number"] in text
    assert given["travel_document"] in text


def test_guessing_particulars_is_stopped(visitor: Client, issued: Evisa) -> None:
    given = {"number": issued.number, "travel_document": "X1", **born()}

    answers = [visitor.post("/en/verify/particulars", given).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"just words", "not a JPEG, PDF, GIF, PNG or TIF"),
        (b"%PDF-1.7 and then nothing", "cannot be read for its code"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "cannot be read for its code"),
        (b"II*\0" + b"\0" * 40, "cannot be read for its code"),
        (b"\xff\xd8\xff" + b"\0" * (6 * 1024 * 1024), "at most 6 MB"),
    ],
)
def test_any_file_at_all_has_an_answer(visitor: Client, content: bytes, said: str) -> None:
    page = _shows(visitor, content)

    assert page.status_code == 422
    assert said in page.content.decode()


def test_a_picture_without_a_code_says_what_to_do(visitor: Client) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(stream, "PNG")

    page = _shows(visitor, stream.getvalue(), way="photo")

    assert page.status_code == 422
    assert "No e-Visa code was found" in page.content.decode()
    assert page.context["photo"].errors
    assert not page.context["file"].errors


def test_sending_nothing_is_said_at_its_place(visitor: Client) -> None:
    page = visitor.post("/en/verify/", {"way": "photo"})

    assert page.status_code == 422
    assert "Take or choose a photograph first." in page.content.decode()


def test_a_changed_code_is_forged_and_shows_what_it_claims(issued: Evisa, noon: datetime) -> None:
    data = bytearray(issued.seal or b"")
    data[-1] ^= 1

    checked = check_code(bytes(data), at=noon)
    answer = answer_to(checked, current_policy(), "en", typed=False)

    assert answer.code == Fault.WRONG_SIGNATURE
    assert "Forged" in answer.title
    assert answer.rows
    assert not answer.unknown


@pytest.mark.parametrize(("days", "code"), [(-1, "not_yet"), (0, "specimen"), (400, "over")])
def test_the_day_decides(issued: Evisa, noon: datetime, days: int, code: str) -> None:
    checked = check_code(bytes(issued.seal or b""), at=noon + timedelta(days=days))

    assert answer_to(checked, current_policy(), "en", typed=False).code == code


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_its_words(fault: Fault, noon: datetime) -> None:
    verdict = seal.Verdict(day=noon.date(), fault=fault, seal=None)
    checked = Checked(verdict, is_known=False, is_cancelled=False)

    answer = answer_to(checked, current_policy(), "zh-hant", typed=False)

    assert answer.title
    assert answer.kind == "problem"


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hant"])
@pytest.mark.parametrize("end", ["", "/"])
def test_the_lists_are_published_with_and_without_a_language(
    visitor: Client, issued: Evisa, noon: datetime, prefix: str, end: str
) -> None:
    keys = visitor.get(f"{prefix}/verify/keys{end}")
    cancelled = visitor.get(f"{prefix}/verify/cancelled{end}")

    trust = seal.TrustList.load(keys.content)
    assert json.loads(keys.content)
    assert keys["Content-Type"] == cancelled["Content-Type"] == "application/json"
    assert seal.CancelledList.load(cancelled.content, trust).speaks_of("UTO", noon.date())


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_the_pages_are_there_in_three_languages(visitor: Client, db: None, language: str) -> None:
    assert visitor.get(f"/{language}/verify/").status_code == 200
    assert visitor.get(f"/{language}/verify/particulars").status_code == 200
    assert visitor.get("/verify", headers={"Accept-Language": language})["Location"] == f"/{language}/verify/"
    assert visitor.get(f"/{language}/verify")["Location"] == f"/{language}/verify/"


def test_checking_files_is_bounded(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaitak.service.portals.verify.views.MOST_FILES", 1)
    _shows(visitor, b"x")

    assert _shows(visitor, b"x").status_code == 429
