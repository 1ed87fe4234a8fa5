"""What a policy says to everybody who applies on one day, seen from one place in a profile: worked out once.

Only what hangs on nothing else is kept here. What another date chooses, or a figure's key, is looked up anew.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from kaitak.rules.policy import Policy
from kaitak.rules.versions import Timeline, Version

APPLIED = "applied_on"
MOST_EDITIONS = 32
MOST_KEPT_PLANS = 64
Versions = tuple[Version | None, ...]
Possible = tuple[tuple[Any, ...], frozenset[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """The versions that may hold on a day, and what follows from them alone."""

    policy: Policy
    versions: dict[Timeline, tuple[Versions, frozenset[str]]] = field(default_factory=dict)
    values: dict[str, Possible] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plans: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    statements: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


@lru_cache(maxsize=MOST_EDITIONS)
def edition_of(policy: Policy, day: Any, place: str) -> Edition:
    """Return what a policy says on a day of application, which may be unknown, to a person at a place."""
    return Edition(policy)
