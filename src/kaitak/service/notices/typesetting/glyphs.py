"""Which characters the fonts can print, so that a form can ask before a letter fails."""

from datetime import date

from kaitak.service.notices.typesetting import setting
from kaitak.service.notices.typesetting.errors import MissingGlyphs

_ANY_DAY = date(2026, 1, 1)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` that no letter can show, each once, in order."""
    try:
        setting.pdf("probe", {"text": text}, dated=_ANY_DAY)
    except MissingGlyphs as missing:
        return tuple(missing.params["characters"].split(" "))
    return ()
