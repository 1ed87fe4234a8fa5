"""Passports drawn by the test, read by the extra ``ocr``. Needs no font of the machine."""

from collections.abc import Callable
from datetime import date, datetime
from importlib.util import find_spec

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from kaitak.service.documents.models import Upload
from kaitak.service.documents.services import read_passport
from tests.documents import files
from tests.documents.test_mrz import UTOPIA, td3

pytestmark = pytest.mark.django_db
needs_ocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="The extra `ocr` is not installed.")
Storing = Callable[..., Upload]
INK, PAPER, TABLE = (15, 15, 15), (235, 240, 245), (120, 120, 120)


def drawn(lines: tuple[str, ...] | list[str]) -> Image.Image:
    """Draw a page with a portrait, words and lines of equal cells, as a telephone would photograph it."""
    page = Image.new("RGB", (1400, 1000), PAPER)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(44)
    pen.rectangle((60, 120, 420, 600), fill=(200, 190, 180))
    for row, words in enumerate(("PASSPORT / PASSEPORT", "Surname", "Given names", "Date of birth")):
        pen.text((480, 130 + row * 80), words, font=font, fill=(20, 20, 60))
    for row, line in enumerate(lines):
        cell = 1290 / len(line)
        for place, mark in enumerate(line):
            pen.text((55 + (place + 0.5) * cell, 800 + row * 85), mark, font=font, fill=INK, anchor="mm")
    return page


@needs_ocr
def test_a_photographed_passport_is_read(store: Storing, noon: datetime) -> None:
    tilted = drawn(UTOPIA).rotate(1.2, resample=Image.Resampling.BICUBIC, fillcolor=TABLE)
    photograph = tilted.filter(ImageFilter.GaussianBlur(0.6))
    upload = store(files.saved(photograph, "JPEG", quality=70))

    reading = read_passport(upload)

    assert reading is not None
    assert (reading.number, reading.surname, reading.given_names) == ("L898902C3", "ERIKSSON", "ANNA MARIA")
    assert (reading.date_of_birth, reading.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))


@needs_ocr
def test_a_passport_on_the_first_page_of_a_pdf_is_read(store: Storing) -> None:
    page = drawn(td3("CHAN<<TAI<MAN", number="K93474347", birth="850617"))
    upload = store(files.saved(page, "PDF", resolution=150))

    reading = read_passport(upload)

    assert reading is not None
    assert (reading.number, reading.surname, reading.nationality) == ("K93474347", "CHAN", "CHN")


@needs_ocr
def test_where_there_is_no_passport_nothing_is_offered(store: Storing) -> None:
    assert read_passport(store(files.png())) is None


def test_without_the_extra_nothing_is_offered(store: Storing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaitak.service.documents.services.passport.find_spec", lambda name: None)

    assert read_passport(store()) is None


def test_a_reading_that_takes_too_long_is_not_offered(
    store: Storing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaitak.service.documents.services.passport.find_spec", lambda name: True)
    monkeypatch.setattr("kaitak.service.documents.services.passport.SECONDS", 0.01)

    assert read_passport(store()) is None
