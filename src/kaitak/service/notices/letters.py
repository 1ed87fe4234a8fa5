"""Write a letter into a case, and set its PDF."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kaitak.service.notices.models import Letter


def write_letter(
    kind: str, *, case: str, about: str, language: str, dated: date, data: Mapping[str, Any]
) -> Letter:
    """Return a new letter; ``data`` is what its sheet is set from (see ``typesetting``)."""
    return Letter.objects.create(
        case=case, about=about, kind=kind, language=language, dated=dated, data=dict(data)
    )


def pdf_of(letter: Letter) -> bytes:
    """Return the letter as PDF, the same bytes whenever it is asked for."""
    from kaitak.service.notices.typesetting import render_stored

    return render_stored(letter.kind, letter.language, letter.dated, letter.data)
