"""A scheme's fees: each version of its tariff, with the one that applies to who applies on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules import Policy
from kaitak.rules.fees import Amounts, Issuance, Tariff
from kaitak.rules.versions import Version, span_of
from kaitak.service.portals.public.sources import began, source_of


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One version of a tariff. ``issuance`` is one amount, or two with the days that part them."""

    began: str
    is_current: bool
    chosen_by: str
    application: int
    issuance: int | None
    tiers: Issuance | None
    open_from: date | None
    because: str
    source: Mapping[str, Any]


def fees_of(policy: Policy, scheme: str, day: date, language: str) -> list[FeeLine]:
    """Return the fees of a scheme, the newest first; none where no tariff covers it."""
    tariff = _tariff(policy, scheme)
    if tariff is None:
        return []
    current = tariff.timeline.candidates(span_of(day))
    lines = [
        _line(policy, tariff, version, language, is_current=version in current)
        for version in tariff.timeline.versions
    ]
    return lines[::-1]


def _tariff(policy: Policy, scheme: str) -> Tariff | None:
    routes = {route.id for route in policy.routes_of(scheme)}
    kind = "specified" if policy.scheme(scheme).specified else "ordinary"
    named = [
        one for one in policy.fees.values() if isinstance(one.serves, tuple) and routes & set(one.serves)
    ]
    return next(iter(named or [one for one in policy.fees.values() if one.serves == kind]), None)


def _line(policy: Policy, tariff: Tariff, version: Version, language: str, *, is_current: bool) -> FeeLine:
    amounts: Amounts = version.content
    tiers = amounts.issuance if isinstance(amounts.issuance, Issuance) else None
    return FeeLine(
        began=began(version, language),
        is_current=is_current,
        chosen_by=tariff.timeline.chosen_by,
        application=amounts.application,
        issuance=None if tiers else amounts.issuance,  # type: ignore[arg-type]
        tiers=tiers,
        open_from=amounts.undetermined_from,
        because=amounts.because.in_language(language) if amounts.because else "",
        source=source_of(policy, version, language),
    )
