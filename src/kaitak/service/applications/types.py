"""What the services take and the selectors give, beside the rows themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Whose = Literal["applicant", "dependant", "company"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A signature as it was made: ``drawn`` as a PNG data address, or a ``typed`` name."""

    kind: Literal["drawn", "typed"]
    content: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The declaration that was on the page: its id, its version's name and the language it was read in."""

    id: str
    version: str
    language: str


@dataclass(frozen=True, slots=True)
class FieldError:
    """One answer that does not fit its fact. ``path`` leads into records (``[0].from``); the codes are the rules'."""

    code: str
    params: Mapping[str, Any]
    path: str


@dataclass(frozen=True, slots=True)
class PageSaved:
    """What saving a page came to. What fits is stored; what does not is kept as typed and named in ``errors``."""

    version: int
    errors: Mapping[str, tuple[FieldError, ...]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Tell whether every answer was accepted."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing that is still open and whose move it is.

    ``kind``: page (``where`` is its id), document (its slot id), signature, address, invitation, terms.
    """

    kind: Literal["page", "document", "signature", "address", "invitation", "terms"]
    whose: Whose
    part: str = ""
    where: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending came to: the group's state now, and its ticket where the procedure has a quota."""

    state: str
    ticket: int | None
    fee_cents: int


@dataclass(frozen=True, slots=True)
class PartView:
    """What one actor may see of one part. ``answers`` holds the visible facts only; empty where nothing may be seen."""

    id: str
    kind: str
    index: int
    person_kind: str
    name: str
    is_complete: bool
    is_signed: bool
    answers: Mapping[str, Any]
    slots: tuple[str, ...] | None
    may_see_all: bool
    may_edit: bool
    may_sign: bool
    version: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """What one actor may see of a group."""

    case: str
    scheme: str
    procedure: str
    state: str
    temporary_reference: str
    email: str
    is_address_confirmed: bool
    pool: str
    erase_after: date | None
    submitted_at: datetime | None
    parts: tuple[PartView, ...]
    open_items: tuple[OpenItem, ...]
    may_send: bool
    may_pay: bool


@dataclass(frozen=True, slots=True)
class StatusView:
    """What a status enquiry tells: no name, nothing of the file."""

    reference: str
    scheme: str
    kind: str
    status: str
    submitted_at: datetime | None
