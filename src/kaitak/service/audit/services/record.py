"""Record a change in the transaction that makes it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.db import transaction

from kaitak.service.audit.models import Record
from kaitak.service.audit.numbering import take_numbers

Detail = object  # what JSON can hold: strings, numbers, and lists of them


class Acting(Protocol):
    """Whoever acts, as the audit sees them."""

    @property
    def kind(self) -> str: ...
    @property
    def identifier(self) -> str: ...
    @property
    def on_behalf_of(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One of many changes that are recorded together."""

    event: str
    case: str
    about: str = ""
    details: Mapping[str, Detail] = field(default_factory=dict)


def record(
    event: str,
    *,
    case: str,
    by: Acting,
    at: datetime,
    about: str = "",
    details: Mapping[str, Detail] | None = None,
) -> Record:
    """Write the audit record of a change; call it inside the change's own transaction.

    The case's counter is locked until that transaction ends, so numbers have no gap. ``details`` names fields,
    identifiers and keyed digests, never what a person typed.
    """
    return record_all([Change(event, case, about, details or {})], by=by, at=at)[0]


def record_all(changes: Sequence[Change], *, by: Acting, at: datetime) -> list[Record]:
    """Write the audit records of many changes of one actor, each numbered within its case in the order given."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit record belongs in the transaction of the change it records.")
    following = take_numbers(Counter(change.case for change in changes))
    records = []
    for change in changes:
        records.append(_row(change, following[change.case], by, at))
        following[change.case] += 1
    return Record.objects.bulk_create(records)


def _row(change: Change, number: int, by: Acting, at: datetime) -> Record:
    return Record(
        case=change.case,
        number=number,
        event=change.event,
        about=change.about,
        actor_kind=str(by.kind),
        actor=by.identifier,
        on_behalf_of=by.on_behalf_of,
        at=at,
        details=dict(change.details),
    )
