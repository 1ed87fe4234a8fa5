"""One table of what is due. Each job gets ``at``, runs under a lease of its own, and may run twice without harm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings

from kaitak.service.applications.policy import open_intakes
from kaitak.service.applications.services import erase_expired, open_files, secure_paid
from kaitak.service.audit.chain import seal
from kaitak.service.casework.services import take_in
from kaitak.service.database import leases
from kaitak.service.documents.services import sweep_orphans
from kaitak.service.notices.services import deliver_due
from kaitak.service.payments.services import carry_out_refunds, reconcile, take_notices
from kaitak.service.quotas.services import allocate, recount, resume_due

if settings.SANDBOX:
    from kaitak.service.payments.sandbox_gateway.post import deliver_notices

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done again and again: every so many seconds, by one process at a time."""

    name: str
    every_seconds: int
    run: Callable[..., object]


JOBS: tuple[Job, ...] = (
    Job("notices.deliver", 2, deliver_due),
    Job("audit.seal", 30, seal),
    Job("documents.sweep", 3600, sweep_orphans),
    Job("quotas.allocate", 1, allocate),
    Job("quotas.resume", 1, resume_due),
    Job("quotas.recount", 60, recount),
    Job("payments.take_notices", 5, take_notices),
    Job("payments.reconcile", 5, reconcile),
    Job("payments.refund", 5, carry_out_refunds),
    Job("applications.open_intakes", 60, open_intakes),
    Job("applications.secure_paid", 5, secure_paid),
    Job("applications.open_files", 5, open_files),
    Job("casework.take_in", 5, take_in),
    Job("applications.erase_expired", 600, erase_expired),
    *((Job("sandbox.deliver_notices", 2, deliver_notices),) if settings.SANDBOX else ()),
)


def tick(*, at: datetime, only: str | None = None) -> list[str]:
    """Run every job that is due at ``at``; return the names of those that failed.

    A job's lease is its schedule: it is held for ``every_seconds``, so whoever takes it runs the job and
    nobody runs it again before. A failing job is logged and does not stop the others.
    """
    return [job.name for job in JOBS if only in (None, job.name) and not _run(job, at)]


def _run(job: Job, at: datetime) -> bool:
    if not leases.take(
        f"job:{job.name}", at=at, seconds=job.every_seconds, holder=f"{job.name}@{at.timestamp()}"
    ):
        return True
    try:
        job.run(at=at)
    except Exception:
        log.exception("job.failed", job=job.name)
        return False
    return True
