"""Count the tickets again and hold them against the counts; on a difference the intake stops by itself."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Sum

from kaitak.service.audit.services import record
from kaitak.service.people.actors import CLOCK
from kaitak.service.quotas.allocator.book import COUNTS
from kaitak.service.quotas.models import Intake, Suspension, Ticket
from kaitak.service.quotas.services.intakes import trail_of

log = structlog.get_logger(__name__)


def recount(at: datetime) -> list[str]:
    """Recount every intake; return the codes of those whose counts differ from their tickets.

    Such an intake is suspended and its allocator stopped until a supervisor lifts the suspension.
    """
    return [code for pk, code in Intake.objects.values_list("pk", "code") if not _agrees(pk, at)]


@transaction.atomic
def _agrees(intake_id: int, at: datetime) -> bool:
    """Recount under the intake's lock: ``counted`` changes under it alone, so no payment can interfere."""
    intake = Intake.objects.select_for_update(no_key=True).get(pk=intake_id)
    differences = _differences(intake)
    if differences:
        _stop(intake, differences, at)
    return not differences


def _differences(intake: Intake) -> list[str]:
    rows = (
        Ticket.objects.filter(intake=intake, counted__in=COUNTS, resumed_at=None)
        .values_list("pool", "counted")
        .annotate(Sum("places"))
    )
    found: Mapping[tuple[int, str], int] = {(pool, state): places for pool, state, places in rows}
    overall: Counter[str] = Counter()
    differences = []
    for pool in intake.pools.order_by("code"):
        for state in COUNTS:
            counted = found.get((pool.pk, state), 0)
            overall[state] += counted
            differences += _difference(pool.code or "all", state, getattr(pool, state), counted)
    for state in COUNTS:
        differences += _difference("overall", state, getattr(intake, state), overall[state])
    return differences


def _difference(name: str, state: str, kept: int, counted: int) -> list[str]:
    return [] if kept == counted else [f"{name} {state}: {kept} kept, {counted} counted"]


def _stop(intake: Intake, differences: list[str], at: datetime) -> None:
    log.error("intake.counts_differ", intake=intake.code, differences=differences)
    stopped = Suspension.objects.filter(intake=intake, cause=Suspension.Cause.FAULT, lifted_at=None)
    if stopped.exists():
        return
    Suspension.objects.create(
        intake=intake,
        cause=Suspension.Cause.FAULT,
        reason="; ".join(differences)[:300],
        suspended_by=CLOCK.identifier,
        suspended_at=at,
    )
    details = {"differences": differences}
    record("intake.counts_differ", case=trail_of(intake), by=CLOCK, at=at, details=details)
