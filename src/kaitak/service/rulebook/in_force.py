"""The policy in force: the packaged one, this installation's overlays, and over them what was published here.

A process asks which amendment was published last, at most once a second and with one small query, and loads the
policy anew when it is another one. An amendment that cannot be laid over the policy (the package has moved on under
it, its file cannot be written) never takes the pages down: what was in force before it stays in force, and
``troubles`` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError

from kaitak import rules
from kaitak.service.rulebook import selectors
from kaitak.service.rulebook.folders import folder_of
from kaitak.service.rulebook.models import Amendment

SECONDS = 1.0
UNREAD = "What was published of the policy cannot be read; what was in force before it stays in force."
Overlays = tuple[Path | str, ...]
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force in this process, and what keeps it from being what it should be."""

    policy: rules.Policy
    newest: UUID | None
    overlays: Overlays
    trouble: str = ""


@dataclass(slots=True)
class _Process:
    standing: Standing | None = None
    asked_at: float | None = None
    is_unread: bool = False

    def is_fresh(self) -> bool:
        """Say whether it was asked within the last second, for the overlays there are now."""
        return (
            self.standing is not None
            and self.asked_at is not None
            and self.standing.overlays == tuple(settings.POLICY_OVERLAYS)
            and monotonic() - self.asked_at < SECONDS
        )


_process = _Process()
_asking = Lock()


def current_policy() -> rules.Policy:
    """Return the policy in force."""
    return _standing().policy


def troubles() -> list[str]:
    """Return what keeps a published amendment from being in force, in words for whoever runs the service."""
    told = [_standing().trouble]
    return list(filter(None, [*told, UNREAD if _process.is_unread else ""]))


def forget() -> None:
    """Ask again at once: something was published."""
    _process.asked_at = None


def policy_with(content: str) -> rules.Policy:
    """Return the policy in force under one more overlay, loaded as every process will; raises PolicyFault."""
    return _load([*selectors.published(), Amendment(content=content)], tuple(settings.POLICY_OVERLAYS))


def _standing() -> Standing:
    known = _process.standing
    if known is not None and _process.is_fresh():
        return known
    usable = known is not None and known.overlays == tuple(settings.POLICY_OVERLAYS)
    if not _asking.acquire(blocking=not usable):
        assert known is not None  # noqa: S101  another thread is asking; what is known serves until it has
        return known
    try:
        if not _process.is_fresh():
            _process.standing = _asked(known if usable else None, tuple(settings.POLICY_OVERLAYS))
            _process.asked_at = monotonic()
        assert _process.standing is not None  # noqa: S101
        return _process.standing
    finally:
        _asking.release()


def _asked(known: Standing | None, overlays: Overlays) -> Standing:
    """Return what is in force now: what is known, where nothing was published since."""
    try:
        newest = selectors.newest_published()
        _process.is_unread = False
        if known is not None and known.newest == newest:
            return known
        amendments = selectors.published() if newest else []
    except DatabaseError as error:
        log.warning("rulebook.not_read", error=str(error))
        _process.is_unread = True
        return known or Standing(rules.load_policy(*overlays), None, overlays)
    return _laid(known, amendments, newest, overlays)


def _laid(
    known: Standing | None, amendments: Sequence[Amendment], newest: UUID | None, overlays: Overlays
) -> Standing:
    try:
        return Standing(_load(amendments, overlays), newest, overlays)
    except (rules.PolicyFault, OSError) as error:
        log.exception("rulebook.not_loaded", amendment=str(newest))
        again = None if isinstance(error, OSError) else newest  # a full disk may have room again; asked again
        told = f"Amendment {newest} was published and cannot be laid over the policy; it is not in force: {error}"
        policy = known.policy if known else _longest(amendments, overlays)
        return Standing(policy, again, overlays, told)


def _longest(amendments: Sequence[Amendment], overlays: Overlays) -> rules.Policy:
    """Return the policy under as many amendments, in their order, as can be laid over it."""
    for count in range(len(amendments) - 1, 0, -1):
        try:
            return _load(amendments[:count], overlays)
        except (rules.PolicyFault, OSError):
            continue
    return rules.load_policy(*overlays)


def _load(amendments: Sequence[Amendment], overlays: Overlays) -> rules.Policy:
    return rules.load_policy(*overlays, *(folder_of(one.content) for one in amendments))
