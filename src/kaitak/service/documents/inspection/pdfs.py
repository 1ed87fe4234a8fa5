"""PDF: complete, open to anybody, without anything that acts, and drawn page by page."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from kaitak.service.documents.inspection import pictures
from kaitak.service.documents.inspection.active import dictionaries, what_acts
from kaitak.service.documents.inspection.order import Order
from kaitak.service.documents.inspection.refused import Refused
from kaitak.service.documents.inspection.wire import Answer

END = b"%%EOF"
PADDING = b"\0\r\n\t \x1a"
TAIL = 1024
SHARPEST = 3.0  # 216 dots an inch: a business card is not blown up to a poster


def inspect(content: bytes, order: Order) -> Answer:
    """Return what was found in a PDF and pictures of its first pages; raise Refused."""
    if END not in content.rstrip(PADDING)[-TAIL:]:
        raise Refused("pdf_truncated")
    pages = _check_structure(content, order)
    with _opened(content) as document:
        if len(document) != pages:
            raise Refused("pdf_broken")
        drawn = [_drawn(document, index, order) for index in range(min(pages, order.drawn_at_once))]
    found = {"media_type": "application/pdf", "pages": pages, "compression": ""}
    return Answer(found, [pictures.thumbnail(drawn[0], order), *map(pictures.jpeg, drawn)])


def draw(content: bytes, order: Order) -> Answer:
    """Return a picture of one page."""
    with _opened(content) as document:
        return Answer({"page": order.page}, [pictures.jpeg(_drawn(document, order.page - 1, order))])


def _check_structure(content: bytes, order: Order) -> int:
    """Return the number of pages. A password that only restricts printing or copying keeps nobody out."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            if pages > order.most_pages:
                raise Refused("too_many_pages", pages=pages, most=order.most_pages)
            for dictionary in dictionaries(pdf):
                _check_dictionary(dictionary, order)
    except pikepdf.PasswordError as error:
        raise Refused("pdf_encrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, RecursionError) as error:
        if b"/Encrypt" in content:
            raise Refused("pdf_encrypted") from error
        raise Refused("pdf_broken") from error
    if not pages:
        raise Refused("pdf_broken")
    return pages


def _check_dictionary(dictionary: Any, order: Order) -> None:
    if found := what_acts(dictionary):
        raise Refused("pdf_active", acts=found)
    if dictionary.get("/Subtype") == pikepdf.Name.Image:
        pixels = int(dictionary.get("/Width", 0)) * int(dictionary.get("/Height", 0))
        pictures.check_pixels(pixels, most=order.most_pixels)


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()
        yield document
    except pypdfium2.PdfiumError as error:
        raise Refused("pdf_broken") from error


def _drawn(document: pypdfium2.PdfDocument, index: int, order: Order) -> Image.Image:
    page = document[index]
    longest = max(page.get_size())
    if longest <= 0:
        raise Refused("pdf_broken")
    picture: Image.Image = page.render(scale=min(SHARPEST, order.picture_side / longest)).to_pil()
    page.close()
    return picture.convert("RGB")
