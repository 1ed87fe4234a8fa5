"""The machine-readable zone of a visa (Doc 9303 part 7), as much of it as a seal carries.

Two lines for size A (44 characters) or B (36); of the second line only the first 28 are sealed.
"""

from dataclasses import dataclass
from datetime import date

from kaitak.seal.errors import MalformedSeal, UnsealableFact

SECOND_LINE = 28
_WEIGHTS = (7, 3, 1)
_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {
    "<": 0
}
_STATES = {"DEU": "D"}
_SEXES = {"M": "M", "F": "F", "X": "<"}


@dataclass(frozen=True, slots=True)
class Zone:
    """What the sealed part of a visa's zone says."""

    document_code: str
    issuer: str
    name: str
    number: str
    nationality: str
    born: str
    sex: str
    expires: str


def check_digit(text: str) -> str:
    """Return the check digit over ``text``: weights 7, 3, 1, modulo ten."""
    total = sum(_VALUES[character] * _WEIGHTS[place % 3] for place, character in enumerate(text))
    return str(total % 10)


def state(code: str) -> str:
    """Return a three-letter code as a zone writes it; Germany is a single D."""
    if len(code) != 3 or not code.isascii() or not code.isalpha() or not code.isupper():
        raise UnsealableFact(
            f"{code!r} is not a three-letter code of a place.", fact="nationality", value=code
        )
    return _STATES.get(code, code).ljust(3, "<")


def six_digits(day: date) -> str:
    """Return a day as a zone writes it: YYMMDD."""
    return day.strftime("%y%m%d")


def write(issuer: str, name: str, number: str, nationality: str, born: date, sex: str, expires: date) -> str:
    """Return the 72 sealed characters of a visa of size A."""
    if sex not in _SEXES:
        raise UnsealableFact(f"{sex!r} is not a sex of a travel document: M, F or X.", fact="sex", value=sex)
    first = f"V<{state(issuer)}{name}"
    shown = number[:9].ljust(9, "<")
    days = [day + check_digit(day) for day in (six_digits(born), six_digits(expires))]
    return first + shown + check_digit(shown) + state(nationality) + days[0] + _SEXES[sex] + days[1]


def read(text: str, width: int) -> Zone:
    """Return what a zone of lines ``width`` characters long says; its check digits must agree."""
    if len(text) != width + SECOND_LINE:
        raise MalformedSeal(
            f"A zone has {width + SECOND_LINE} sealed characters, not {len(text)}.", length=len(text)
        )
    first, second = text[:width], text[width:]
    for start, end in ((0, 9), (13, 19), (21, 27)):
        if check_digit(second[start:end]) != second[end]:
            raise MalformedSeal("A check digit of the machine-readable zone is wrong.", place=end)
    return Zone(
        document_code=first[:2].rstrip("<"),
        issuer=_long(first[2:5]),
        name=first[5:],
        number=second[:9].rstrip("<"),
        nationality=_long(second[10:13]),
        born=second[13:19],
        sex="X" if second[20] == "<" else second[20],
        expires=second[21:27],
    )


def _long(code: str) -> str:
    short = code.rstrip("<")
    return next((long for long, written in _STATES.items() if written == short), short)
