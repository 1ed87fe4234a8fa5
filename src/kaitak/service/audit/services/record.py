"""Record a change in the transaction that makes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction

from kaitak.service.audit.models import Record, Trail

Detail = str | int | bool | None | Sequence[str]


class Acting(Protocol):
    """Whoever acts, as the audit sees them."""

    @property
    def kind(self) -> str: ...
    @property
    def identifier(self) -> str: ...
    @property
    def on_behalf_of(self) -> str: ...


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
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit record belongs in the transaction of the change it records.")
    Trail.objects.get_or_create(case=case)
    trail = Trail.objects.select_for_update().get(case=case)
    trail.last_number += 1
    trail.save(update_fields=["last_number"])
    return Record.objects.create(
        case=case,
        number=trail.last_number,
        event=event,
        about=about,
        actor_kind=str(by.kind),
        actor=by.identifier,
        on_behalf_of=by.on_behalf_of,
        at=at,
        details=dict(details or {}),
    )
