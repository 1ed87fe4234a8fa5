"""Tell somebody something: an outbox row in the transaction of the change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kaitak.service.notices.models import Letter, Notice

Value = str | int | None | list[str]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a notice goes and in which language (``en``, ``zh-hant``, ``zh-hans``)."""

    email: str
    language: str


def tell(
    kind: str,
    *,
    to: Recipient,
    case: str,
    at: datetime,
    about: str = "",
    context: Mapping[str, Value] | None = None,
    letter: Letter | None = None,
    key: str | None = None,
) -> Notice:
    """Write a notice into the outbox; the text is the template ``notices/<kind>.txt``, subject on its first line.

    With a ``key`` the same notice is written once however often this is called.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A notice belongs in the transaction of the change it tells of.")
    values = {
        "case": case,
        "about": about,
        "kind": kind,
        "email": to.email,
        "language": to.language,
        "context": dict(context or {}),
        "letter": letter,
        "told_at": at,
        "due_at": at,
    }
    if key is None:
        return Notice.objects.create(**values)
    notice, _ = Notice.objects.get_or_create(key=key, defaults=values)
    return notice


def erase_case(case: str) -> None:
    """Erase the notices and letters of a case, sent or not."""
    Notice.objects.filter(case=case).delete()
    Letter.objects.filter(case=case).delete()
