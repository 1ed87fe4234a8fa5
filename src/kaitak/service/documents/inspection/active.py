"""Find what acts in a PDF: scripts, programs to start, files inside, forms that send, media that play.

A link to a web page, a jump to a page and an ordinary form field are not such things.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

KEYS = {"/JavaScript": "script", "/XFA": "xfa_form", "/EF": "file", "/RichMediaContent": "media"}
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "program",
    "/SubmitForm": "sending",
    "/ImportData": "sending",
    "/GoToE": "file",
    "/GoToR": "other_file",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
}
ANNOTATIONS = {
    "/FileAttachment": "file",
    "/RichMedia": "media",
    "/Movie": "media",
    "/Screen": "media",
    "/Sound": "media",
    "/3D": "media",
}


SCHEMES = ("javascript:", "vbscript:", "data:", "file:", "\\\\")


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary of a PDF, the headers of its streams among them."""
    for thing in pdf.objects:
        yield from _within(thing)


def _within(thing: Any) -> Iterator[Any]:
    """Yield each dictionary within one object; what it refers to is an object of its own."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            values = [value for _, value in part.items()]
        elif isinstance(part, pikepdf.Array):
            values = list(part)
        else:
            continue
        waiting += [
            value
            for value in values
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
        ]


def what_acts(dictionary: Any) -> str:
    """Return what kind of acting thing a dictionary is, or nothing."""
    for key, kind in KEYS.items():
        if key in dictionary:
            return kind
    if isinstance(dictionary.get("/JS"), pikepdf.String | pikepdf.Stream):
        return "script"
    if str(dictionary.get("/Type")) == "/EmbeddedFile":
        return "file"
    if str(dictionary.get("/URI", "")).strip().lower().startswith(SCHEMES):
        return "script"
    return ACTIONS.get(str(dictionary.get("/S")), "") or ANNOTATIONS.get(str(dictionary.get("/Subtype")), "")
