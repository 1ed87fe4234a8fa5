"""Read an intake: places left, whether it is open, a case's ticket. Counts are kept, never counted for a visitor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from django.db.models import QuerySet

from kaitak.service.quotas.allocator.answers import halted, outside, shortage
from kaitak.service.quotas.errors import IntakeUnknown
from kaitak.service.quotas.models import Intake, Pool, Resumption, Suspension, Ticket
from kaitak.service.quotas.models.intakes import Counted

KEPT_FOR = timedelta(seconds=1)
_boards: dict[str, "Board"] = {}
_lock = Lock()


@dataclass(frozen=True, slots=True)
class PoolView:
    """One pool's places at ``as_of``. ``left`` can be held now: no more than the whole intake has left."""

    code: str
    cap: int
    held: int
    secured: int
    released: int
    left: int
    is_open: bool
    reason: str
    resumes_at: datetime | None
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """An intake's places at ``as_of``: the whole, and each pool."""

    intake: str
    overall: PoolView
    pools: tuple[PoolView, ...]
    as_of: datetime


def board(intake: str, at: datetime) -> Board:
    """Return the places of an intake as they are; raise IntakeUnknown."""
    found = Intake.objects.filter(code=intake).first()
    if found is None:
        raise IntakeUnknown(intake=intake, pool="")
    pauses = _Pauses(found, at)
    pools = tuple(_view(pool, found, pauses, at) for pool in found.pools.order_by("pk"))
    return Board(intake, _overall(found, pools, pauses, at), pools, at)


def published_board(intake: str, at: datetime) -> Board:
    """Return the places for a page or a feed: read at most once a second by a process, with the time of reading."""
    with _lock:
        kept = _boards.get(intake)
        if kept is None or not timedelta(0) <= at - kept.as_of < KEPT_FOR:
            kept = _boards[intake] = board(intake, at)
        return kept


def forget_boards() -> None:
    """Read anew at the next call of :func:`published_board`."""
    with _lock:
        _boards.clear()


def places(intake: str, at: datetime) -> list[PoolView]:
    """Return the places of each pool of an intake as they are; raise IntakeUnknown."""
    return list(board(intake, at).pools)


def open_for(intake: str, pool: str, at: datetime) -> tuple[bool, str]:
    """Tell whether a group can be sent now, and the reason where it cannot.

    ``full``: no place comes back by itself; ``all_held``: the last places are held, and one whose hold ends
    unpaid can be taken at once. Also ``suspended``, ``not_yet_open``, ``closed``. Raises IntakeUnknown.
    """
    found = Pool.objects.select_related("intake").filter(intake__code=intake, code=pool).first()
    if found is None:
        raise IntakeUnknown(intake=intake, pool=pool)
    reason = _reason(found, found.intake, _Pauses(found.intake, at), at)
    return not reason, reason


def ticket_of(case: str) -> Ticket | None:
    """Return the newest ticket of a case."""
    return Ticket.objects.select_related("intake", "pool").filter(case=case).order_by("-pk").first()


def holds(intake: str) -> QuerySet[Ticket]:
    """Return the tickets whose places are held, the one that ends first at the head."""
    held = Ticket.objects.select_related("pool").filter(intake__code=intake, state=Ticket.State.HELD)
    return held.order_by("held_until", "pk")


def suspensions(intake: str) -> QuerySet[Suspension]:
    """Return the suspensions of an intake, the newest first; one in force has no ``lifted_at``."""
    return Suspension.objects.select_related("pool").filter(intake__code=intake).order_by("-pk")


def resumptions(intake: str) -> QuerySet[Resumption]:
    """Return the resumptions announced for an intake, the newest first."""
    return Resumption.objects.select_related("pool").filter(intake__code=intake).order_by("-pk")


def oldest_in_line(intake: str) -> datetime | None:
    """Return when the oldest undecided ticket was sent: what an operator's alarm watches."""
    line = Ticket.objects.filter(intake__code=intake, state=Ticket.State.QUEUED)
    return line.order_by("sent_at").values_list("sent_at", flat=True).first()


class _Pauses:
    """The suspensions in force and the resumptions to come of one intake."""

    def __init__(self, intake: Intake, at: datetime) -> None:
        self.suspensions = list(intake.suspensions.filter(lifted_at=None))
        self._resumptions = list(intake.resumptions.filter(resumed_at=None).order_by("resumes_at"))

    def resumes_at(self, pool: Pool | None) -> datetime | None:
        """Return the next announced moment for a pool, or for the whole intake."""
        scope = {None, pool.pk if pool else None}
        moments = [one.resumes_at for one in self._resumptions if one.pool_id in scope]
        return moments[0] if moments else None


def _reason(pool: Pool, intake: Intake, pauses: _Pauses, at: datetime) -> str:
    return str(outside(intake, at) or halted(pauses.suspensions, pool, at) or shortage(pool, intake))


def _view(pool: Pool, intake: Intake, pauses: _Pauses, at: datetime) -> PoolView:
    reason = _reason(pool, intake, pauses, at)
    return _seen(pool, pool.code, min(pool.free, intake.free), reason, pauses.resumes_at(pool), at)


def _overall(intake: Intake, pools: tuple[PoolView, ...], pauses: _Pauses, at: datetime) -> PoolView:
    """Return the whole intake: open where any pool is, else for the reason that most concerns everybody."""
    reasons = {pool.reason for pool in pools}
    reason = "" if "" in reasons else next((one for one in Ticket.Reason.values if one in reasons), "")
    return _seen(intake, "", intake.free, reason, pauses.resumes_at(None), at)


def _seen(
    level: Counted, code: str, left: int, reason: str, resumes_at: datetime | None, at: datetime
) -> PoolView:
    return PoolView(
        code=code,
        cap=level.cap,
        held=level.held,
        secured=level.secured,
        released=level.released,
        left=left,
        is_open=not reason,
        reason=reason,
        resumes_at=resumes_at,
        as_of=at,
    )
