"""Set letters, acknowledgements, demand notes, receipts and e-Visas as tagged PDF/A-2a.

Each is a dataclass that is turned into content a template only prints. The same sheet gives the same bytes.
``docs/typesetting.md`` shows them; ``docs/seal.md`` says what the code on an e-Visa holds.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kaitak.service.notices.typesetting import evisa, papers, setting, wording
from kaitak.service.notices.typesetting.errors import (
    MissingGlyphs,
    SheetNotSet,
    TypesettingError,
    UnknownSheet,
)
from kaitak.service.notices.typesetting.glyphs import unprintable
from kaitak.service.notices.typesetting.sheets import (
    Acknowledgement,
    Charge,
    EvisaSheet,
    Letter,
    Payment,
    Person,
    Row,
    Sheet,
)
from kaitak.service.notices.typesetting.storage import sheet_from, to_data

__all__ = [
    "Acknowledgement",
    "Charge",
    "EvisaSheet",
    "Letter",
    "MissingGlyphs",
    "Payment",
    "Person",
    "Row",
    "Sheet",
    "SheetNotSet",
    "TypesettingError",
    "UnknownSheet",
    "render",
    "render_acknowledgement",
    "render_evisa",
    "render_letter",
    "render_payment",
    "render_stored",
    "sheet_from",
    "to_data",
    "unprintable",
]


def render_letter(letter: Letter, language: str) -> bytes:
    """Return a letter as PDF."""
    return _set("letter", papers.letter(letter, language), language, letter.dated)


def render_acknowledgement(acknowledgement: Acknowledgement, language: str) -> bytes:
    """Return the acknowledgement of a group's submission as PDF."""
    content = papers.acknowledgement(acknowledgement, language)
    return _set("acknowledgement", content, language, acknowledgement.dated)


def render_payment(payment: Payment, language: str) -> bytes:
    """Return a demand note or a receipt as PDF."""
    return _set("payment", papers.payment(payment, language), language, payment.dated)


def render_evisa(sheet: EvisaSheet, language: str) -> bytes:
    """Return an e-Visa as PDF, in English and the Chinese of ``language``, with its seal."""
    return _set("evisa", evisa.content(sheet, language), language, sheet.dated)


def render(sheet: Sheet, language: str) -> bytes:
    """Return any sheet as PDF."""
    if isinstance(sheet, Letter):
        return render_letter(sheet, language)
    if isinstance(sheet, Acknowledgement):
        return render_acknowledgement(sheet, language)
    if isinstance(sheet, Payment):
        return render_payment(sheet, language)
    return render_evisa(sheet, language)


def render_stored(kind: str, language: str, dated: date, data: Mapping[str, Any]) -> bytes:
    """Return a stored sheet as PDF; ``kind`` is what the letter is for, and the sheet is named in ``data``."""
    try:
        return render(sheet_from(data, dated=dated), language)
    except TypesettingError as error:
        error.add_note(f"The sheet was stored as a letter of the kind {kind!r}.")
        raise


def _set(template: str, content: Mapping[str, Any], language: str, dated: date) -> bytes:
    if language not in wording.LANGUAGES:
        raise UnknownSheet(f"There is no language {language!r}; there are {', '.join(wording.LANGUAGES)}.")
    words = {key: texts[language] for key, texts in wording.words().items()}
    house = {"language": language, "words": words, "foot": words["maker"], **content}
    return setting.pdf(template, house, dated=dated)
