"""The public log as it is published: entries without personal data, under a signed head."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kaitak.service.quotas.log import entries, newest_head, public_key, published
from kaitak.service.quotas.models import Entry
from kaitak.service.quotas.selectors import resumptions, suspensions


@dataclass(frozen=True, slots=True)
class HeadView:
    """The newest head: how many entries stand under it, since when, and its root."""

    size: int
    root: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Announcements:
    """Since when what is suspended, and when it resumes."""

    suspended_since: datetime | None
    resumes_at: datetime | None


def newest(intake: str) -> HeadView | None:
    """Return the newest head of an intake's log; none before the first ticket."""
    head = newest_head(intake)
    return HeadView(head.size, head.root, head.at) if head else None


def announcements(intake: str, at: datetime) -> Announcements:
    """Return what holds of an intake as a whole."""
    paused = suspensions(intake).filter(pool=None, lifted_at=None).first()
    resumes = resumptions(intake).filter(pool=None, resumed_at=None, resumes_at__gt=at).order_by("resumes_at")
    coming = resumes.first()
    return Announcements(paused.suspended_at if paused else None, coming.resumes_at if coming else None)


def document(intake: str) -> Mapping[str, Any]:
    """Return the whole log of an intake with its head and the key that verifies it."""
    head = newest_head(intake)
    signed = published(head) if head else None
    return {
        "intake": intake,
        "public_key": b64encode(public_key()).decode(),
        "head": signed.to_json().decode() if signed else None,
        "entries": [_entry(one) for one in entries(intake).order_by("position")],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "position": entry.position,
        "number": entry.number,
        "pool": entry.pool,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "secret_digest": entry.secret_digest,
        "leaf": entry.leaf,
    }
