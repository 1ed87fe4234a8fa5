"""Improve: what a person could change, or wait for, so that nothing known stands against a route any more."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from kaitak.rules.assessment import Sheet, dates_of
from kaitak.rules.completion import listing
from kaitak.rules.dates import shift
from kaitak.rules.deciding import decide
from kaitak.rules.errors import InputError
from kaitak.rules.findings import plain
from kaitak.rules.generate import compiled_for
from kaitak.rules.improving.means import DAYS_IN_A_MONTH, changeable, means_of
from kaitak.rules.improving.search import Found, minimal_sets
from kaitak.rules.matter import Matter
from kaitak.rules.model import Route
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person, check_profile
from kaitak.rules.texts import write
from kaitak.rules.turning.spells import spells_of, verdict_on
from kaitak.rules.values import is_known

YEARS = 5
MOST_DAYS = 4
MOST_SETS = 8
GOOD = ("meets", "undetermined")


def improve(
    policy: Policy, profile: Mapping[str, Any], route: str, *, day: date | None = None, lang: str = "en"
) -> dict[str, Any]:
    """Return the smallest sets of changes after which nothing known stands against a route, the easiest first.

    Only facts that the policy calls mutable are changed, and days are waited for up to five years. Where the route does
    not fail there is nothing to improve: ``missing`` says what is not told. Raises InputError, UnknownName.
    """
    check_profile(policy, profile)
    chosen = policy.route(route)
    matter = Matter(policy, Person(profile), dates_of(profile, day=day))
    today = matter.fact("applied_on").value
    if not is_known(today):
        raise InputError("applied_on", "an improvement needs the day it starts from")
    sheet = Sheet(matter)
    shown = sheet.route(chosen, lang)
    found = [] if shown["verdict"] in GOOD else list(_sets(policy, profile, chosen, today))
    found.sort(key=lambda one: one[1].effort + _months(today, one[0]))
    return {
        "applied_on": plain(today),
        "policy": policy.name,
        "policy_digest": policy.digest,
        "route": route,
        "title": shown["title"],
        "verdict": shown["verdict"],
        "missing": shown["missing"],
        "improvements": [_told(policy, profile, chosen, today, one, lang) for one in found[:MOST_SETS]],
    }


def _months(today: date, day: date) -> float:
    return (day - today).days / DAYS_IN_A_MONTH


def _sets(
    policy: Policy, profile: Mapping[str, Any], route: Route, today: date
) -> Iterator[tuple[date, Found]]:
    """Yield sets of changes with the day from which they are enough: today, or once waiting alone is enough.

    Waiting and changing are put together only where neither is enough.
    """
    yielded = False
    for one in (profile, _freed(policy, profile)):
        for day, found in _over(policy, profile, route, [today, *_days(policy, one, route, today)]):
            yielded = True
            yield day, found
        if yielded:
            return


def _over(
    policy: Policy, profile: Mapping[str, Any], route: Route, days: list[date]
) -> Iterator[tuple[date, Found]]:
    """Yield the sets of changes of several days; those of a later day only where they spare a change."""
    known: list[frozenset[str]] = []
    for day in days:
        for found in _on(policy, profile, route, day):
            changed = frozenset(found.changes)
            if any(one <= changed for one in known):
                continue
            if verdict_after(policy, profile, route, day, found.changes) in GOOD:
                known.append(changed)
                yield day, found


def _days(policy: Policy, profile: Mapping[str, Any], route: Route, today: date) -> list[date]:
    """Return the first days after today on which nothing known stands against a route any more."""
    spells = spells_of(policy, Person(profile), [route], today, shift(today, YEARS, "year"))[route.id]
    return [spell.first for spell in spells if spell.verdict in GOOD and spell.first > today][:MOST_DAYS]


def _freed(policy: Policy, profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return the profile with everything that can be changed left unknown."""
    free = deepcopy(dict(profile))
    for fact in changeable(policy).values():
        *branches, leaf = fact.path.split(".")
        target: Any = free
        for branch in branches:
            target = target.get(branch) if isinstance(target, dict) else None
        if isinstance(target, dict):
            target.pop(leaf, None)
    given = {name: one for name, one in (free.get("facts") or {}).items() if name not in changeable(policy)}
    return {**free, "facts": given}


def _on(policy: Policy, profile: Mapping[str, Any], route: Route, day: date) -> Iterator[Found]:
    """Yield the minimal sets of changes on a day; none at all where time alone is enough."""
    matter = Matter(policy, Person(profile), {"applied_on": day})
    verdict = verdict_on(Sheet(matter), route)
    if verdict in GOOD:
        yield Found({}, 0.0)
        return
    if verdict == "closed":
        return
    compiled = compiled_for(matter, [route])
    facts = {name: matter.fact(name).value for name in compiled.facts}
    listed = listing(matter)
    yield from minimal_sets(
        facts, means_of(matter, compiled, day), lambda known: compiled.run(known, listed)[0] is not False
    )


def verdict_after(
    policy: Policy, profile: Mapping[str, Any], route: Route, day: date, changes: Mapping[str, Any]
) -> str:
    """Return a route's verdict on a day once some facts are changed."""
    given = {**(profile.get("facts") or {}), **{name: plain(one) for name, one in changes.items()}}
    answer = decide(policy, {**profile, "facts": given}, day=day, schemes=[route.scheme])
    return answer[route.id]


def _told(
    policy: Policy, profile: Mapping[str, Any], route: Route, today: date, one: tuple[date, Found], lang: str
) -> dict[str, Any]:
    day, found = one
    matter = Matter(policy, Person(profile), {"applied_on": day})
    return {
        **({"wait_until": plain(day)} if day > today else {}),
        "changes": [_change(matter, name, value, lang) for name, value in found.changes.items()],
        "months": round(found.effort + _months(today, day)),
        "gives": verdict_after(policy, profile, route, day, found.changes),
    }


def _change(matter: Matter, name: str, value: Any, lang: str) -> dict[str, Any]:
    fact, now = matter.policy.fact(name), matter.fact(name).value
    told = {"fact": name, "label": fact.label.in_language(lang), "from": plain(now), "to": plain(value)}
    by = changeable(matter.policy)[name]
    said = {
        key: write(one, lang, unit=fact.unit, names=fact.values)
        for key, one in (("from_text", now), ("to_text", value))
    }
    return {**told, **said, "by": by.path}
