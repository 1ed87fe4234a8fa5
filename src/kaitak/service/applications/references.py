"""Reference numbers: random, telling nothing, with a check character against slips of the pen.

The last character is computed from the others by ISO 7064's hybrid system (modulus M + 1 and M), which finds
every single wrong character and every swap of two neighbours but a handful.
"""

import secrets
from dataclasses import dataclass

TEMPORARY_MARK = "T"


@dataclass(frozen=True, slots=True)
class Form:
    """How references are written: of which characters, in which groups."""

    alphabet: str
    groups: tuple[int, ...]

    @property
    def length(self) -> int:
        """The number of characters, the check character included."""
        return sum(self.groups)

    def check_character(self, body: str) -> str:
        """Return the character that belongs at the end of ``body``."""
        modulus = len(self.alphabet)
        carried = modulus
        for character in body:
            total = (carried + self.alphabet.index(character)) % modulus or modulus
            carried = total * 2 % (modulus + 1)
        return self.alphabet[(modulus + 1 - carried) % modulus]

    def draw(self) -> str:
        """Return a new reference."""
        body = "".join(secrets.choice(self.alphabet) for _ in range(self.length - 1))
        return self.written(body + self.check_character(body))

    def written(self, characters: str) -> str:
        """Return the characters in their groups."""
        pieces, rest = [], characters
        for size in self.groups:
            pieces.append(rest[:size])
            rest = rest[size:]
        return "-".join(pieces)

    def read(self, typed: str) -> str | None:
        """Return a typed reference as it is kept, or None where it cannot be one."""
        characters = "".join(one for one in typed.upper() if one.isalnum())
        if len(characters) != self.length or not set(characters) <= set(self.alphabet):
            return None
        body, check = characters[:-1], characters[-1]
        return self.written(characters) if self.check_character(body) == check else None


# The operator's choice `reference_form` names one of these. No zero, one, I, L, O or U: they are misread.
FORMS = {
    "random_with_check_character": Form("23456789ABCDEFGHJKMNPQRSTVWXYZ", (4, 4, 4)),
    "random_digits_with_check_digit": Form("0123456789", (4, 4, 4, 4)),
}


def draw_temporary(form: Form) -> str:
    """Return a new temporary reference: the same form behind a T, so that the two are never taken for each other."""
    return f"{TEMPORARY_MARK}-{form.draw()}"


def read_temporary(form: Form, typed: str) -> str | None:
    """Return a typed temporary reference as it is kept, with or without its T, or None."""
    characters = "".join(one for one in typed.upper() if one.isalnum())
    if len(characters) == form.length + 1 and characters.startswith(TEMPORARY_MARK):
        characters = characters[1:]
    kept = form.read(characters)
    return f"{TEMPORARY_MARK}-{kept}" if kept else None
