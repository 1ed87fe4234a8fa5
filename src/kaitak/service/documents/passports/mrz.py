"""From lines of text to a reading whose check digits all fit.

Letters and digits that look alike are put right where the place of a character says which it must be; in numbers,
where it does not, one exchange is made if it alone satisfies the check digits, and the reading is ``mended``.
Check digits cannot tell 6 from G or 1 from L, and two wrong characters can cancel out: a reading is an offer, to be
compared with the document.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

FILLER = "<"
WEIGHTS = (7, 3, 1)
TD3, TD1 = 44, 30
SLACK = 8  # characters that a line may be short or long by: runs of fillers are miscounted
LOOKS_LIKE_FILLER = str.maketrans(dict.fromkeys("＜‹〈≤《「", "<") | {"«": "<<", " ": "", "\u3000": ""})
TO_LETTER = str.maketrans("01258", "OIZSB")
TO_DIGIT = str.maketrans("OQDILZSBG", "000112586")
ALIKE = {"O": "0", "0": "OQD", "Q": "0", "D": "0", "I": "1", "1": "IL", "L": "1", "Z": "2", "2": "Z"} | {
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "G": "6",
    "6": "G",
}
COUNTRIES = {"D": "DEU"}
SEXES = {"M": "M", "F": "F", "X": "X", FILLER: "X"}


@dataclass(frozen=True, slots=True)
class PassportReading:
    """What a machine-readable zone says. Countries are the codes printed there, three letters.

    ``mended`` says that a character of the number was exchanged: it deserves a second look.
    ``date_of_birth`` is None where the zone leaves the day or month open; ``names_complete`` is False where the
    names fill their line to its end and may have been cut.
    """

    form: str
    document_type: str
    issued_by: str
    number: str
    mended: bool
    nationality: str
    surname: str
    given_names: str
    names_complete: bool
    date_of_birth: date | None
    sex: str
    expires_on: date


def find(lines: Sequence[str], *, day: date) -> PassportReading | None:
    """Return the reading of the first machine-readable zone among ``lines``, or None.

    ``day`` decides centuries: nobody is born after it, and no document expires fifty years after it.
    """
    clean = [line for line in map(_clean, lines) if len(line) >= TD1 - SLACK]
    readings = (read(*zone, day=day) for read, zone in _zones(clean))
    return next((reading for reading in readings if reading is not None), None)


def check_digit(text: str) -> str:
    """Return the check digit of a field: weights 7, 3, 1; letters count from 10, fillers are nothing."""
    return str(sum(_value(mark) * WEIGHTS[place % 3] for place, mark in enumerate(text)) % 10)


def read_td3(first: str, second: str, *, day: date) -> PassportReading | None:
    """Return the reading of a passport's two lines; ``first`` may be empty where it was not found."""
    line = _stretched(second, TD3, fixed=28, end=2)
    if line is None:
        return None
    number, number_digit = line[:9], _digits(line[9])
    birth, sex, expiry = _digits(line[13:20]), line[20], _digits(line[21:28])
    rest, rest_digit, last_digit = line[28:42], line[42], _digits(line[43])

    def fits(mended: str) -> bool:
        whole = f"{mended}{number_digit}{birth}{expiry}{rest}{rest_digit}"
        return check_digit(mended) == number_digit and check_digit(whole) == last_digit

    mended = _mended(number, fits)
    if mended is None or not (_is_right(birth) and _is_right(expiry) and _rest_fits(rest, rest_digit)):
        return None
    head = _letters(first[:5]).ljust(5, FILLER)
    return _reading(
        "TD3",
        head,
        (mended, mended != number),
        _letters(line[10:13]),
        _names(_letters(first[5:]), TD3 - 5),
        (birth, sex, expiry),
        day,
    )


def read_td1(first: str, second: str, third: str, *, day: date) -> PassportReading | None:
    """Return the reading of an identity card's three lines."""
    line, below = _stretched(first, TD1, fixed=15, end=0), _stretched(second, TD1, fixed=18, end=1)
    if line is None or below is None:
        return None
    birth, sex, expiry = _digits(below[:7]), below[7], _digits(below[8:15])
    optional, last_digit = below[18:29], _digits(below[29])

    def fits(mended: str) -> bool:
        return check_digit(f"{mended}{birth}{expiry}{optional}") == last_digit and bool(_td1_number(mended))

    mended = _mended(line[5:], fits)
    if mended is None or not (_is_right(birth) and _is_right(expiry)):
        return None
    return _reading(
        "TD1",
        _letters(line[:5]),
        (_td1_number(mended), mended != line[5:]),
        _letters(below[15:18]),
        _names(_letters(third), TD1),
        (birth, sex, expiry),
        day,
    )


def _td1_number(field: str) -> str:
    """Return the number in the upper line's last 25 places; a long one runs on behind a filler."""
    number, digit, rest = field[:9], field[9], field[10:]
    if digit == FILLER and rest.strip(FILLER):
        tail = rest.split(FILLER, 1)[0]
        number, digit = number + tail[:-1], tail[-1:]
    return number if digit and check_digit(number) == _digits(digit) else ""


def _zones(lines: Sequence[str]) -> Iterator[tuple[Callable[..., PassportReading | None], tuple[str, ...]]]:
    for first, second in pairwise(lines):
        if _starts_like_passport(first):
            yield read_td3, (first, second)
    for triple in zip(lines, lines[1:], lines[2:], strict=False):
        yield read_td1, triple
    for line in lines:
        yield read_td3, ("", line)


def _starts_like_passport(line: str) -> bool:
    return line.startswith("P") and FILLER in line


def _clean(line: str) -> str:
    return "".join(
        mark for mark in line.upper().translate(LOOKS_LIKE_FILLER) if mark in FILLER or _is_plain(mark)
    )


def _is_plain(mark: str) -> bool:
    return mark.isascii() and mark.isalnum()


def _stretched(line: str, length: int, *, fixed: int, end: int) -> str | None:
    """Return ``line`` with the right length: the run of fillers behind ``fixed`` characters is made to fit."""
    if abs(len(line) - length) > SLACK:
        return None
    tail = line[len(line) - end :] if end else ""
    middle = line[fixed : len(line) - end]
    room = length - fixed - end
    if len(middle) == room:
        return line
    text = middle.rstrip(FILLER)
    return line[:fixed] + text.ljust(room, FILLER) + tail if len(text) <= room else None


def _mended(field: str, fits: Callable[[str], bool]) -> str | None:
    """Return the field for which ``fits`` holds: as it was read, or with one character exchanged for one like it.

    None where nothing fits, or where two exchanges fit equally well.
    """
    if fits(field):
        return field
    fitting = [changed for changed in _exchanged(field) if fits(changed)]
    return fitting[0] if len(fitting) == 1 else None


def _exchanged(field: str) -> Iterator[str]:
    for place, mark in enumerate(field):
        for other in ALIKE.get(mark, ""):
            yield field[:place] + other + field[place + 1 :]


def _rest_fits(rest: str, digit: str) -> bool:
    if not rest.strip(FILLER):
        return digit in {FILLER, "0", "O"}
    return check_digit(rest) == _digits(digit)


def _reading(
    form: str,
    head: str,
    number: tuple[str, bool],
    nationality: str,
    names: tuple[str, str, bool],
    days: tuple[str, str, str],
    day: date,
) -> PassportReading | None:
    birth, sex, expiry = days
    try:
        born, expires = _birthday(birth[:6], day), _expiry(expiry[:6], day)
    except ValueError:
        return None
    return PassportReading(
        form=form,
        document_type=head[:2].strip(FILLER),
        issued_by=_country(head[2:5]),
        number=number[0].strip(FILLER),
        mended=number[1],
        nationality=_country(nationality),
        surname=names[0],
        given_names=names[1],
        names_complete=names[2],
        date_of_birth=born,
        sex=SEXES.get(sex, ""),
        expires_on=expires,
    )


def _names(field: str, room: int) -> tuple[str, str, bool]:
    """Return surname, given names, and whether they are complete; three fillers end them."""
    text = field[:room].split(FILLER * 3, 1)[0]
    surname, _, given = text.partition(FILLER * 2)
    complete = len(text) < room
    return surname.replace(FILLER, " ").strip(), given.replace(FILLER, " ").strip(), complete


def _birthday(text: str, day: date) -> date | None:
    """Return the day of birth in the latest century that is not after ``day``; None where a part is left open."""
    if FILLER in text:
        return None
    born = _dated(text, 2000)
    return born if born <= day else _dated(text, 1900)


def _expiry(text: str, day: date) -> date:
    expires = _dated(text, 2000)
    return expires if expires.year < day.year + 50 else _dated(text, 1900)


def _dated(text: str, century: int) -> date:
    return date(century + int(text[:2]), int(text[2:4]), int(text[4:6]))


def _country(code: str) -> str:
    plain = code.strip(FILLER)
    return COUNTRIES.get(plain, plain)


def _is_right(field: str) -> bool:
    return check_digit(field[:-1]) == field[-1]


def _letters(text: str) -> str:
    return text.translate(TO_LETTER)


def _digits(text: str) -> str:
    return text.translate(TO_DIGIT)


def _value(mark: str) -> int:
    return 0 if mark == FILLER else int(mark, 36)
