"""Figures of the running service, in the text that Prometheus reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min

from kaitak.service.audit.models import Head
from kaitak.service.database.models import Lease
from kaitak.service.notices.models import Notice
from kaitak.service.payments import selectors as payments
from kaitak.service.quotas.models import Intake
from kaitak.service.quotas.selectors import board, oldest_in_line

PREFIX = "job:"


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure as it is now, one number for each label."""

    name: str
    text: str
    numbers: Mapping[str, float]
    label: str = field(default="")

    def lines(self) -> Iterator[str]:
        """Return its lines of the exposition."""
        yield f"# HELP {self.name} {self.text}"
        yield f"# TYPE {self.name} gauge"
        for value, number in self.numbers.items():
            labels = f'{{{self.label}="{value}"}}' if self.label else ""
            yield f"{self.name}{labels} {number:g}"


def exposition(at: datetime) -> str:
    """Return all figures at ``at``."""
    return "".join(f"{line}\n" for gauge in _gauges(at) for line in gauge.lines())


def _gauges(at: datetime) -> Iterator[Gauge]:
    yield from _outbox(at)
    yield from _payments(at)
    yield from _quotas(at)
    yield _jobs(at)
    head = Head.objects.order_by("-size").first()
    age = {"": _seconds(at, head.at)} if head else {}
    yield Gauge("kaitak_audit_head_age_seconds", "Time since the audit was last sealed.", age)


def _outbox(at: datetime) -> Iterator[Gauge]:
    waiting = Notice.objects.filter(sent_at=None).aggregate(count=Count("pk"), oldest=Min("told_at"))
    yield Gauge("kaitak_outbox_waiting", "Notices not sent yet.", {"": waiting["count"]})
    oldest = _seconds(at, waiting["oldest"])
    yield Gauge("kaitak_outbox_oldest_seconds", "Age of the oldest notice not sent yet.", {"": oldest})


def _payments(at: datetime) -> Iterator[Gauge]:
    attempts = payments.attempts_by_state()
    yield Gauge("kaitak_payment_attempts", "Attempts to pay, by state.", attempts, "state")
    count, since = payments.unconfirmed_refunds()
    yield Gauge("kaitak_refunds_waiting", "Refunds no provider has confirmed yet.", {"": count})
    oldest = _seconds(at, since)
    yield Gauge("kaitak_refunds_oldest_seconds", "Age of the oldest refund not confirmed yet.", {"": oldest})
    untaken = payments.untaken_notices()
    yield Gauge("kaitak_provider_notices_waiting", "Notices of providers without effect yet.", {"": untaken})


def _quotas(at: datetime) -> Iterator[Gauge]:
    codes = list(Intake.objects.order_by("code").values_list("code", flat=True))
    left = {code: board(code, at).overall.left for code in codes}
    yield Gauge(
        "kaitak_places_left", "Places of an intake that are neither held nor secured.", left, "intake"
    )
    oldest = {code: _seconds(at, oldest_in_line(code)) for code in codes}
    yield Gauge("kaitak_line_oldest_seconds", "Age of the oldest undecided ticket.", oldest, "intake")


def _jobs(at: datetime) -> Gauge:
    leases = Lease.objects.filter(name__startswith=PREFIX).order_by("name")
    late = {lease.name.removeprefix(PREFIX): _seconds(at, lease.held_until) for lease in leases}
    return Gauge("kaitak_job_overdue_seconds", "Time since a job was due again.", late, "job")


def _seconds(at: datetime, since: datetime | None) -> float:
    return max(0.0, (at - since).total_seconds()) if since else 0.0
