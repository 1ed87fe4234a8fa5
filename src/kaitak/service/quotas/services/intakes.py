"""Open the intakes that the policy has, and carry its changes over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import CLOCK
from kaitak.service.quotas.errors import CapBelowUse
from kaitak.service.quotas.models import Intake, Pool
from kaitak.service.quotas.models.intakes import Counted


class Quota(Protocol):
    """A quota as the policy has it; an intake without pools has none of ``each`` and ``pools``."""

    @property
    def id(self) -> str: ...
    @property
    def first(self) -> date | None: ...
    @property
    def last(self) -> date | None: ...
    @property
    def overall(self) -> int: ...
    @property
    def takes(self) -> str: ...
    @property
    def each(self) -> int | None: ...
    @property
    def pools(self) -> tuple[str, ...]: ...


class Policy(Protocol):
    """What is asked of the policy."""

    @property
    def quotas(self) -> Mapping[str, Quota]: ...

    def operator(self, choice: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """How an intake gives out its places. ``pools`` maps each trade to its cap, or is empty."""

    code: str
    overall: int
    takes: str
    hold_minutes: int
    opens_on: date | None = None
    closes_on: date | None = None
    pools: Mapping[str, int] | None = None


def sync_intakes(policy: Policy, at: datetime) -> list[Intake]:
    """Open or change every intake as the policy has it now; asking again changes nothing."""
    hold_minutes = int(policy.operator("hold_minutes"))
    return [set_terms(_terms(quota, hold_minutes), at=at) for quota in policy.quotas.values()]


def _terms(quota: Quota, hold_minutes: int) -> Terms:
    cap = quota.overall if quota.each is None else quota.each
    return Terms(
        code=quota.id,
        overall=quota.overall,
        takes=quota.takes,
        hold_minutes=hold_minutes,
        opens_on=quota.first,
        closes_on=quota.last,
        pools=dict.fromkeys(quota.pools, cap),
    )


@transaction.atomic
def set_terms(terms: Terms, *, at: datetime) -> Intake:
    """Open the intake of ``terms`` or change it to them; raise CapBelowUse where a cap would fall below use."""
    fields = {
        "cap": terms.overall,
        "takes": terms.takes,
        "hold_minutes": terms.hold_minutes,
        "opens_on": terms.opens_on,
        "closes_on": terms.closes_on,
    }
    intake, is_new = Intake.objects.select_for_update(no_key=True).get_or_create(
        code=terms.code, defaults=fields
    )
    changed = _change(intake, fields, terms.code)
    for code, cap in (terms.pools or {"": terms.overall}).items():
        pool, opened = Pool.objects.get_or_create(intake=intake, code=code, defaults={"cap": cap})
        if opened or _change(pool, {"cap": cap}, f"{terms.code} {code}"):
            changed.append(f"pool {code}".strip())
    if is_new or changed:
        event, details = "intake.opened" if is_new else "intake.changed", {"changed": changed}
        record(event, case=trail_of(intake), by=CLOCK, at=at, details=details)
    return intake


def trail_of(intake: Intake) -> str:
    """Return the case under which the audit knows an intake."""
    return f"quota:{intake.code}"


def _change(level: Counted, fields: Mapping[str, Any], name: str) -> list[str]:
    changed = [field for field, value in fields.items() if getattr(level, field) != value]
    for field in changed:
        setattr(level, field, fields[field])
    if level.free < 0:
        raise CapBelowUse(intake=name, cap=level.cap, used=level.cap - level.free)
    if changed:
        level.save(update_fields=changed)
    return changed
