"""Who is told of decisions. A higher room registers here what follows from an approval."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from kaitak.service.casework.models import Decision
from kaitak.service.people.actors import Actor


class Following(Protocol):
    """What follows from decisions made together; called inside their transaction."""

    def decided(self, decisions: Sequence[Decision], *, by: Actor, at: datetime) -> None:
        """Follow up decisions on applications of one group."""


REGISTERED: list[Following] = []


def register(following: Following) -> None:
    """Have ``following`` called after decisions; once, when the higher room is ready."""
    if following not in REGISTERED:
        REGISTERED.append(following)
