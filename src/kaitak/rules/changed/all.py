"""Every change of a policy, the newest first."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kaitak.rules.changed.around import fee_changes, procedure_changes, quota_changes, route_changes
from kaitak.rules.changed.change import Change
from kaitak.rules.changed.rules import (
    criterion_changes,
    derivation_changes,
    figure_changes,
    list_changes,
)
from kaitak.rules.changed.teller import Teller
from kaitak.rules.policy import Policy
from kaitak.rules.texts import language

ORDER = (
    "route",
    "criterion",
    "figure",
    "derivation",
    "list",
    "tariff",
    "quota",
    "document",
    "declaration",
)


def changes(policy: Policy, lang: str = "en", *, schemes: Iterable[str] | None = None) -> list[Change]:
    """Return what changed and when, the newest first; with ``schemes``, what touches one of these."""
    wanted = None if schemes is None else {policy.scheme(code).code for code in schemes}
    return [one for one in _all(policy, language(lang)) if wanted is None or wanted & set(one.schemes)]


@lru_cache(maxsize=12)
def _all(policy: Policy, lang: str) -> tuple[Change, ...]:
    found = sorted(_each(Teller(policy, lang)), key=lambda one: (ORDER.index(one.thing.kind), one.thing.id))
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def _each(teller: Teller) -> Iterator[Change]:
    policy = teller.policy
    for route in policy.routes.values():
        yield from route_changes(teller, route)
    for criterion in policy.criteria.values():
        yield from criterion_changes(teller, criterion)
    for figure in policy.figures.values():
        yield from figure_changes(teller, figure)
    for derivation in policy.derivations.values():
        yield from derivation_changes(teller, derivation)
    for found in policy.lists.values():
        yield from list_changes(teller, found)
    for tariff in policy.fees.values():
        yield from fee_changes(teller, tariff)
    for quota in policy.quotas.values():
        yield from quota_changes(teller, quota)
    for procedure in policy.procedures.values():
        yield from procedure_changes(teller, procedure)
