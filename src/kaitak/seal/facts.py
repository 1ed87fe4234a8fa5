"""What a seal says about an e-Visa: the facts as they are given, and as they are read back."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kaitak.seal.names import WIDTH, name_digest


class Kind(IntEnum):
    """What is permitted; the first byte of the seal's visa type."""

    ENTRY = 1
    EXTENSION = 2
    CONDITION = 3

    @property
    def code(self) -> str:
        """Return the kind as the machine interfaces spell it."""
        return self.name.lower()


class Holder(IntEnum):
    """In what capacity; the second byte of the seal's visa type."""

    PRINCIPAL = 1
    DEPENDANT = 2

    @property
    def code(self) -> str:
        """Return the capacity as the machine interfaces spell it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An e-Visa as it is to be sealed.

    ``use_by`` is the last day on which it can be used: to enter, or, for a stay extended or changed
    in Hong Kong, the last day of that stay. The stay is a number of months, or a last day, or both.
    ``entries`` 0 means any number.
    """

    number: str
    kind: Kind
    holder: Holder
    scheme: str
    surname: str
    given_names: str = ""
    chinese_name: str = ""
    date_of_birth: date
    sex: str
    nationality: str
    travel_document: str
    issued_on: date
    use_by: date
    entries: int = 1
    stay_months: int | None = None
    stay_until: date | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a visa lets its holder stay; all zero where a last day says it."""

    days: int = 0
    months: int = 0
    years: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A seal as read, whoever made it: what it says, what was signed, and the signature.

    Fields of our own features are None in the seal of another issuer's visa. ``signed`` and
    ``signature`` are bytes for whoever verifies; nothing here has been verified yet.
    """

    issuer: str
    signer: str
    reference: str
    issued_on: date
    signed_on: date
    surname: str
    given_names: str
    date_of_birth: date
    sex: str
    nationality: str
    travel_document: str
    use_by: date
    entries: int | None
    stay: Duration
    number: str | None
    kind: Kind | None
    holder: Holder | None
    scheme: str | None
    stay_until: date | None
    chinese_name: str
    name_digest: bytes
    signed: bytes
    signature: bytes

    @property
    def specimen(self) -> bool:
        """Return whether the issuer is Utopia, which issues nothing but specimens."""
        return self.issuer == SPECIMEN_ISSUER

    @property
    def last_day(self) -> date:
        """Return the last day the seal speaks of: of the stay where it names one, else of use."""
        return self.stay_until or self.use_by

    @property
    def name_may_be_cut(self) -> bool:
        """Say whether the name fills its zone, so that the printed one may go on where the seal's stops."""
        whole = f"{self.surname}<<{self.given_names}" if self.given_names else self.surname
        return len(whole) >= WIDTH - 1

    def names(self, surname: str, given_names: str = "", chinese_name: str = "") -> bool:
        """Return whether a name, as printed with every mark, is the one that was sealed."""
        return bool(self.name_digest) and self.name_digest == name_digest(surname, given_names, chinese_name)


SPECIMEN_ISSUER = "UTO"


def plain_number(number: str) -> str:
    """Return an e-Visa number as it is sealed and compared: capitals and digits, no separators."""
    return "".join(character for character in number.upper() if character.isalnum())
