"""Set a template with typst: tagged PDF/A-2a, the fonts beside this file only, data passed as JSON."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from kaitak.service.notices.typesetting.errors import MissingGlyphs, SheetNotSet

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_STANDARD: Final = "a-2a"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf(template: str, content: Mapping[str, Any], *, dated: date) -> bytes:
    """Return a sheet as PDF: the same bytes for the same content and day."""
    compiler = typst.Compiler(
        input=_TEMPLATES / f"{template}.typ",
        root=_TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps({**content, "dated": dated.isoformat()}, ensure_ascii=False)},
    )
    try:
        set_pages = compiler.compile(
            format="pdf", pdf_standards=[_STANDARD], timestamp=datetime.combine(dated, time.min, UTC)
        )
    except typst.TypstError as error:
        raise _named(error) from error
    if not isinstance(set_pages, bytes):
        raise SheetNotSet("The typesetter returned pages one by one instead of a PDF.")
    return set_pages


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])


def _named(error: typst.TypstError) -> MissingGlyphs | SheetNotSet:
    missing = [_ESCAPED.sub(_character, found) for found in _NO_GLYPH.findall(error.diagnostic)]
    if not missing:
        return SheetNotSet(f"The sheet could not be set: {error.message}", hints=" ".join(error.hints))
    characters = " ".join(dict.fromkeys(missing))
    return MissingGlyphs(f"The fonts have no picture of {characters}.", characters=characters)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))
