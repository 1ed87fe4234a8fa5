"""Guards against guessing: so many attempts in a while, then a wait."""

from datetime import datetime, timedelta

from kaitak.service.people.errors import TooManyAttempts
from kaitak.service.people.models import Attempt
from kaitak.service.vault import keyed_digest


def count_attempt(guard: str, key: str, *, at: datetime, most: int = 10, minutes: int = 15) -> None:
    """Count one attempt at ``guard`` for ``key`` (a reference, an address); raise TooManyAttempts past ``most``.

    Call it before the guarded thing is looked up, outside the transaction of what follows, so that refused
    attempts count too. Only a digest of ``key`` is kept, and only for the while.
    """
    digest, start = keyed_digest("guard", f"{guard}:{key}"), at - timedelta(minutes=minutes)
    Attempt.objects.filter(guard=guard, at__lt=start).delete()
    if Attempt.objects.filter(guard=guard, key=digest, at__gte=start).count() >= most:
        raise TooManyAttempts(minutes=minutes)
    Attempt.objects.create(guard=guard, key=digest, at=at)


def forgive_attempts(guard: str, key: str) -> None:
    """Forget the attempts counted for ``key``: whoever knows the answer does not guess."""
    Attempt.objects.filter(guard=guard, key=keyed_digest("guard", f"{guard}:{key}")).delete()
