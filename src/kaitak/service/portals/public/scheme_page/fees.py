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
    application: int
    issuance: int | None
    tiers: Issuance | None
    open_from: date | None
    because: str
    source: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeeTable:
    """A tariff of a scheme, for the routes of only_for; where that is empty, for all others."""

    only_for: tuple[str, ...]
    chosen_by: str
    lines: list[FeeLine]


def fees_of(policy: Policy, scheme: str, day: date, language: str) -> list[FeeTable]:
    """Return the fees of a scheme, the newest first; tariffs of single routes before that of all others."""
    routes = {route.id: route for route in policy.routes_of(scheme)}
    kind = "specified" if policy.scheme(scheme).specified else "ordinary"
    named = [tariff for tariff in policy.fees.values() if routes.keys() & _served(tariff)]
    others = routes.keys() - set().union(*map(_served, named))
    general = [tariff for tariff in policy.fees.values() if tariff.serves == kind and others]
    titles = [
        tuple(routes[name].title.in_language(language) for name in tariff.serves if name in routes)
        for tariff in named
    ]
    return [
        _table(policy, tariff, day, language, only_for)
        for tariff, only_for in zip([*named, *general[:1]], [*titles, ()], strict=False)
    ]


def _served(tariff: Tariff) -> set[str]:
    return set() if isinstance(tariff.serves, str) else set(tariff.serves)


def _table(policy: Policy, tariff: Tariff, day: date, language: str, only_for: tuple[str, ...]) -> FeeTable:
    current = tariff.timeline.candidates(span_of(day))
    lines = [
        _line(policy, version, language, is_current=version in current)
        for version in tariff.timeline.versions
    ]
    return FeeTable(only_for, tariff.timeline.chosen_by, lines[::-1])


def _line(policy: Policy, version: Version, language: str, *, is_current: bool) -> FeeLine:
    amounts: Amounts = version.content
    tiers = amounts.issuance if isinstance(amounts.issuance, Issuance) else None
    return FeeLine(
        began=began(version, language),
        is_current=is_current,
        application=amounts.application,
        issuance=None if tiers else amounts.issuance,  # type: ignore[arg-type]
        tiers=tiers,
        open_from=amounts.undetermined_from,
        because=amounts.because.in_language(language) if amounts.because else "",
        source=source_of(policy, version, language),
    )
