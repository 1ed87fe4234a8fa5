"""What a ticket is told, from the counts alone."""

from collections.abc import Iterable
from datetime import datetime

from kaitak.service.quotas.models import Intake, Pool, Suspension, Ticket
from kaitak.service.quotas.models.intakes import HONG_KONG, Counted

Reason = Ticket.Reason


def shortage(pool: Pool, intake: Intake, places: int = 1) -> Reason:
    """Return why ``places`` cannot be held in ``pool``, or NONE where they can.

    ALL_HELD says that what is missing is only held, so it may come back by itself; TOO_FEW that some places are
    left, and fewer than asked for.
    """
    room = min(pool.free, intake.free)
    if places <= room:
        return Reason.NONE
    if room > 0:
        return Reason.TOO_FEW
    exhausted: Iterable[Counted] = [level for level in (pool, intake) if level.free == 0]
    return Reason.ALL_HELD if all(level.held for level in exhausted) else Reason.FULL


def outside(intake: Intake, at: datetime) -> Reason:
    """Return why the intake takes nothing on the day of ``at`` in Hong Kong; both its ends are included."""
    day = at.astimezone(HONG_KONG).date()
    if intake.opens_on is not None and day < intake.opens_on:
        return Reason.NOT_YET_OPEN
    if intake.closes_on is not None and day > intake.closes_on:
        return Reason.CLOSED
    return Reason.NONE


def halted(suspensions: Iterable[Suspension], pool: Pool, at: datetime) -> Reason:
    """Return SUSPENDED where one of ``suspensions``, all in force, had stopped ``pool`` by ``at``."""
    for suspension in suspensions:
        if suspension.pool_id in (None, pool.pk) and suspension.suspended_at <= at:
            return Reason.SUSPENDED
    return Reason.NONE
