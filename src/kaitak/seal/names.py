"""How a name is written in a machine-readable zone, and how a printed name is matched to a seal.

Letters with marks follow the table of Doc 9303 part 3, section 6. A seal carries the machine form,
cut to 39 characters, the name in Chinese characters as it is, and a digest of all of it uncut.
"""

import hashlib
import unicodedata

from kaitak.seal.errors import UnsealableFact

WIDTH = 39
_LETTERS = {
    "Ä": "AE", "Å": "AA", "Æ": "AE", "Ð": "D", "Đ": "D", "Ħ": "H", "Ĳ": "IJ", "Ł": "L", "Ŋ": "N", "Ö": "OE",
    "Ø": "OE", "Œ": "OE", "ẞ": "SS", "Þ": "TH", "Ŧ": "T", "Ü": "UE",
}  # fmt: skip
_JOINERS = frozenset("-‐‑‒–, .·‧•")
_DIGEST_BYTES = 8


def machine_name(surname: str, given_names: str) -> str:
    """Return the 39 characters of a zone; a single name stands alone in the first part."""
    first, second = _machine(surname), _machine(given_names)
    if not first:
        first, second = second, ""
    if not first:
        raise UnsealableFact(
            "A name needs at least one Latin letter; give it as the travel document writes it.",
            fact="surname",
        )
    return _fit(first, second).ljust(WIDTH, "<")


def split_name(zone: str) -> tuple[str, str]:
    """Return surname and given names of a zone's 39 characters, with spaces between words."""
    surname, _, given_names = zone.partition("<<")
    return surname.replace("<", " ").strip(), given_names.replace("<", " ").strip()


def name_digest(surname: str, given_names: str, chinese_name: str) -> bytes:
    """Return eight bytes that change when any letter, mark or character of the printed name does."""
    parts = (
        " ".join(unicodedata.normalize("NFC", part).split()) for part in (surname, given_names, chinese_name)
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).digest()[:_DIGEST_BYTES]


def _machine(name: str) -> str:
    letters = "".join(
        _latin(character) for character in unicodedata.normalize("NFC", name).replace("ß", "ẞ").upper()
    )
    return "<".join(letters.replace("<", " ").split())


def _latin(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _JOINERS or character.isspace():
        return "<"
    plain = unicodedata.normalize("NFKD", character)
    return "".join(letter for letter in plain if "A" <= letter <= "Z")


def _fit(first: str, second: str) -> str:
    whole = f"{first}<<{second}" if second else first
    if len(whole) <= WIDTH:
        return whole
    room = WIDTH - len("<<") - 1 if second else WIDTH
    return f"{first[:room].rstrip('<')}<<{second}"[:WIDTH] if second else first[:WIDTH]
