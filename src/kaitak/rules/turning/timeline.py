"""Timeline: the days on which each verdict turns by itself, and why."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from kaitak.rules.assessment import dates_of
from kaitak.rules.dates import shift
from kaitak.rules.errors import InputError
from kaitak.rules.findings import plain
from kaitak.rules.interview.ask import routes_of
from kaitak.rules.matter import Matter
from kaitak.rules.model import Route
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person, check_profile
from kaitak.rules.turning.spells import Spell, spells_of
from kaitak.rules.turning.turns import turn_of
from kaitak.rules.values import is_known

YEARS = 5
MOST_YEARS = 60


def timeline(
    policy: Policy,
    profile: Mapping[str, Any],
    *,
    day: date | None = None,
    since: date | None = None,
    until: date | None = None,
    schemes: Sequence[str] | None = None,
    kinds: Collection[str] | None = None,
    lang: str = "en",
) -> dict[str, Any]:
    """Return, for each route, its verdicts from ``since`` (the day) until ``until`` (five years on), and each turn.

    Nothing about the person changes but the time that passes. Raises InputError where the profile or the days are
    wrong.
    """
    check_profile(policy, profile)
    today = Matter(policy, Person(profile), dates_of(profile, day=day)).fact("applied_on").value
    if not is_known(today):
        raise InputError("applied_on", "a timeline needs the day it starts from")
    first = since or today
    last = until or shift(today, YEARS, "year")
    if not first <= last <= shift(first, MOST_YEARS, "year"):
        raise InputError("until", f"is a day from {first} on, at most {MOST_YEARS} years later, not {last}")
    person, routes = Person(profile), routes_of(policy, schemes, kinds)
    found = spells_of(policy, person, routes, first, last)
    return {
        "applied_on": plain(today),
        "since": plain(first),
        "until": plain(last),
        "policy": policy.name,
        "policy_digest": policy.digest,
        "routes": [_told(policy, person, route, found[route.id], lang) for route in routes],
    }


def _told(policy: Policy, person: Person, route: Route, spells: list[Spell], lang: str) -> dict[str, Any]:
    return {
        "scheme": route.scheme,
        "route": route.id,
        "kind": route.kind,
        "title": route.title.in_language(lang),
        "spells": [
            {"from": plain(one.first), "until": plain(one.last), "verdict": one.verdict} for one in spells
        ],
        "turns": [turn_of(policy, person, route, before, after, lang) for before, after in pairwise(spells)],
    }
