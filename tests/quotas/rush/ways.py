"""Ways to give out places: the service's own, and those it is held against."""

import time
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.quotas.errors import HoldEnded, NoPlaceLeft, StillQueued
from kaitak.service.quotas.log import check_log
from kaitak.service.quotas.models import Intake, Pool, Ticket
from kaitak.service.quotas.selectors import published_board
from kaitak.service.quotas.services import allocate, recount, secure, take_ticket
from tests.quotas.rush.aborting import roll_back

INTAKE = "rush"
APPLICANT = Actor(ActorKind.PARTY, "party", frozenset({Role.APPLICANT}))


def ticket(case: str, pool: str, at: datetime, *, abort: bool) -> dict[str, Any]:
    """Send through the service and see the answer."""
    try:
        with transaction.atomic():
            taken = take_ticket(
                intake=INTAKE,
                pool=pool,
                person_digest=case,
                case=case,
                key=case,
                by=APPLICANT,
                at=at,
            )
            roll_back(abort=abort)
    except NoPlaceLeft:
        return {"state": "none_left"}
    taken.refresh_from_db()
    return {"state": taken.state, "number": taken.number, "ticket": taken.pk}


def pay(case: str, pool: str, at: datetime, *, abort: bool) -> dict[str, Any]:
    """Pay for a held place."""
    try:
        with transaction.atomic():
            found = Ticket.objects.only("pk").get(case=case)
            secured = secure(found.pk, by=APPLICANT, at=at)
            roll_back(abort=abort)
    except (HoldEnded, StillQueued) as refusal:
        return {"state": refusal.code}
    return {"state": secured.state}


def plain_insert(case: str, pool: str, at: datetime, *, abort: bool) -> dict[str, Any]:
    """Insert a row and its audit record, and decide nothing: the most that any way could do."""
    with transaction.atomic():
        _insert(Pool.objects.select_related("intake").get(intake__code=INTAKE, code=pool), case, at)
    return {"state": "inserted"}


def locked_counter(case: str, pool: str, at: datetime, *, abort: bool) -> dict[str, Any]:
    """Lock the intake's row and the pool's, look, count, insert: correct, and everybody waits for the rows."""
    with transaction.atomic():
        intake = Intake.objects.select_for_update(no_key=True).get(code=INTAKE)
        found = Pool.objects.select_for_update(no_key=True).get(intake=intake, code=pool)
        if not found.free or not intake.free:
            return {"state": "none_left"}
        for level in (found, intake):
            type(level).objects.filter(pk=level.pk).update(held=F("held") + 1)
        _insert(found, case, at)
    return {"state": "held"}


def read_decide_write(case: str, pool: str, at: datetime, *, abort: bool) -> dict[str, Any]:
    """Look, decide, write back, without a lock: the negative control, which must be seen to oversell."""
    with transaction.atomic():
        found = Pool.objects.select_related("intake").get(intake__code=INTAKE, code=pool)
        if not found.free or not found.intake.free:
            return {"state": "none_left"}
        _insert(found, case, at)
        Pool.objects.filter(pk=found.pk).update(held=found.held + 1)
        Intake.objects.filter(pk=found.intake_id).update(held=found.intake.held + 1)
    return {"state": "held"}


def _insert(pool: Pool, case: str, at: datetime) -> None:
    Ticket.objects.create(
        intake_id=pool.intake_id,
        pool=pool,
        case=case,
        places=1,
        person_digest=case,
        key=case,
        secret="",
        sent_at=at,
    )
    record("ticket.queued", case=case, by=APPLICANT, at=at, details={"pool": pool.code})


def bare_insert(case: str, pool: str, at: datetime, *, abort: bool) -> dict[str, Any]:
    """Insert the ticket's row in one statement of its own, without the ORM: the raw ceiling."""
    with connection.cursor() as cursor:
        cursor.execute(BARE, [case, case, case, at, INTAKE, pool])
    return {"state": "inserted"}


BARE = """
INSERT INTO quotas_ticket
  (intake_id, pool_id, "case", places, person_digest, key, secret, paid, state, counted, reason, sent_at)
SELECT i.id, p.id, %s, 1, %s, %s, '', false, 'queued', 'queued', '', %s
FROM quotas_pool p JOIN quotas_intake i ON i.id = p.intake_id WHERE i.code = %s AND p.code = %s
"""


def check() -> dict[str, list[str]]:
    """Answer whoever is still in line, then recount the places and check the log."""
    connection.close()
    now = datetime.now(UTC)
    while allocate(now):
        pass
    return {"differing": recount(now), "faults": list(check_log(INTAKE).faults)}


def drain() -> float:
    """Return in how many seconds one allocator answers the line."""
    connection.close()
    began = time.perf_counter()
    while allocate(datetime.now(UTC)):
        pass
    return time.perf_counter() - began


def read_places() -> float:
    """Return how many times a second one process reads the places left."""
    began = time.perf_counter()
    for _ in range(20_000):
        published_board(INTAKE, datetime.now(UTC))
    return 20_000 / (time.perf_counter() - began)
