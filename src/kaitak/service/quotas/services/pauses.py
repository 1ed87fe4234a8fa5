"""A supervisor suspends an intake or one pool of it, and lifts the suspension."""

from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.quotas.errors import IntakeUnknown
from kaitak.service.quotas.models import Intake, Pool, Suspension
from kaitak.service.quotas.policies import check_may_supervise
from kaitak.service.quotas.services.intakes import trail_of


@transaction.atomic
def suspend(intake: str, pool: str | None, reason: str, *, by: Actor, at: datetime) -> Suspension:
    """Suspend ``pool``, or every pool where it is None: from ``at`` on nothing can be sent there.

    Tickets sent before keep their turn, and held places can still be paid for. Suspending twice suspends once.
    """
    locked, found = locked_scope(intake, pool)
    check_may_supervise(by)
    in_force = Suspension.objects.filter(intake=locked, pool=found, lifted_at=None)
    suspension = in_force.filter(cause=Suspension.Cause.SUPERVISOR).first()
    if suspension is not None:
        return suspension
    suspension = Suspension.objects.create(
        intake=locked, pool=found, reason=reason, suspended_by=by.identifier, suspended_at=at
    )
    details = {"pool": pool, "suspension": suspension.pk}
    record("intake.suspended", case=trail_of(locked), by=by, at=at, details=details)
    return suspension


@transaction.atomic
def lift(intake: str, pool: str | None, reason: str, *, by: Actor, at: datetime) -> int:
    """Lift the suspensions of ``pool``, or those of the whole intake where it is None; return how many.

    The suspension of a fault is lifted here too: by a supervisor who has seen to the difference.
    """
    locked, found = locked_scope(intake, pool)
    check_may_supervise(by)
    in_force = Suspension.objects.filter(intake=locked, pool=found, lifted_at=None)
    lifted = in_force.update(lifted_at=at, lifted_by=by.identifier)
    if lifted:
        details = {"pool": pool, "reason": reason}
        record("intake.lifted", case=trail_of(locked), by=by, at=at, details=details)
    return lifted


def locked_scope(intake: str, pool: str | None) -> tuple[Intake, Pool | None]:
    """Return an intake, locked, and one of its pools; raise IntakeUnknown."""
    locked = Intake.objects.select_for_update(no_key=True).filter(code=intake).first()
    found = Pool.objects.filter(intake=locked, code=pool).first() if locked and pool is not None else None
    if locked is None or (pool is not None and found is None):
        raise IntakeUnknown(intake=intake, pool=pool or "")
    return locked, found
