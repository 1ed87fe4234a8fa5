"""The sheets that can be set, as data: what callers word themselves, and what is always said the same way.

Texts arrive finished and in the sheet's language; days, moments and amounts arrive as such and are
written by the language's rules. ``to_data`` and ``sheet_from`` keep a sheet as JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table: what it is, and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in the caller's own words, in this order; what is empty is left out."""

    heading: str
    dated: date
    addressee: tuple[str, ...] = ()
    reference: str = ""
    paragraphs: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    items: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a group: the printed name, in which part, and the application's reference if it has one."""

    name: str
    part: str
    chinese_name: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """That a group's applications were received, and what happens next."""

    dated: date
    scheme: str
    temporary_reference: str
    submitted_at: datetime
    people: tuple[Person, ...]
    ticket: str = ""
    employer: str = ""
    fee_hkd: int | None = None
    paid_by: str = ""
    transaction: str = ""
    paragraphs: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A line of what is to pay, or was paid."""

    label: str
    amount_hkd: int
    persons: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A demand note, or the receipt for what was paid. ``code`` is the text of a code to pay with."""

    kind: Literal["demand", "receipt"]
    dated: date
    reference: str
    payer: str
    charges: tuple[Charge, ...]
    pay_by: date | None = None
    paid_at: datetime | None = None
    paid_by: str = ""
    transaction: str = ""
    code: str = ""
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvisaSheet:
    """An e-Visa. Texts that differ by language are given in all three; it is printed in English and Chinese.

    Whether it is a specimen is read from the seal, so that no caller can forget to say so.
    """

    number: str
    reference: str
    kind: Literal["entry", "extension", "condition"]
    holder: Literal["principal", "dependant"]
    scheme: Texts
    surname: str
    given_names: str = ""
    chinese_name: str = ""
    date_of_birth: date
    sex: Literal["M", "F", "X"]
    nationality: Texts
    travel_document: str
    issued_on: date
    use_by: date
    entries: int = 1
    stay_months: int | None = None
    stay_until: date | None = None
    conditions: tuple[Texts, ...] = ()
    seal: bytes
    verify_address: str

    @property
    def dated(self) -> date:
        """Return the day of the document."""
        return self.issued_on


Sheet = Letter | Acknowledgement | Payment | EvisaSheet
