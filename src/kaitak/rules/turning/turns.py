"""Turns: why a verdict is another one than on the day before."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kaitak.rules.assessment import Sheet
from kaitak.rules.findings import plain
from kaitak.rules.model import Criterion, Route
from kaitak.rules.nodes import ListName, Node, facts_in, figures_in
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person
from kaitak.rules.reductions import nodes_of
from kaitak.rules.turning.spells import CLOSED, ONE_DAY, Spell
from kaitak.rules.turning.steadiness import Span, matter_over
from kaitak.rules.versions import Version

SHOWN = ("id", "text", "found", "needed", "source")


def turn_of(
    policy: Policy, person: Person, route: Route, before: Spell, after: Spell, lang: str
) -> dict[str, Any]:
    """Return the turn between two spells, with each criterion that turned and what made it turn."""
    days = (before.last, after.first)
    old, new = (
        Sheet(matter_over(policy, person, day, day)).route(route, lang) | {"day": day} for day in days
    )
    told: dict[str, Any] = {"day": plain(after.first), "from": before.verdict, "to": after.verdict}
    if CLOSED in (before.verdict, after.verdict):
        return {**told, "because": [_opening(policy, route, after.first, opens=before.verdict == CLOSED)]}
    return {**told, "because": list(_changed(policy, person, old, new))}


def _opening(policy: Policy, route: Route, day: date, *, opens: bool) -> dict[str, Any]:
    """Return the opening or the end of a route as the reason of a turn."""
    found = [one for one in route.open if (one.start.earliest.date() <= day if opens else _ended(one, day))]
    source = {"source": policy.citation(found[-1])} if found else {}
    return {"cause": "opens" if opens else "closes", **source}


def _ended(version: Version, day: date) -> bool:
    return version.until is not None and version.until < day


def _changed(
    policy: Policy, person: Person, old: dict[str, Any], new: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield what turned: criteria of another status, or that came or went; failing all, what is found anew."""
    before = {one["id"]: one for one in old["criteria"]}
    after = {one["id"]: one for one in new["criteria"]}
    names = list(dict.fromkeys([*after, *before]))
    turned = [name for name in names if _status(before, name) != _status(after, name)]
    span = Span(policy, person, new["day"] - ONE_DAY, new["day"])
    for name in turned:
        shown = after.get(name) or before[name]
        told = {key: shown[key] for key in SHOWN if key in shown}
        told |= {"before": _status(before, name), "after": _status(after, name)}
        if name in before and "found" in before[name]:
            told["found_before"] = before[name]["found"]
        by_rule = not keeps_rules(span, policy.criteria[name])
        yield {"cause": "rule" if by_rule else "time", **told}
    if not turned:
        yield {"cause": "rule" if not span.keeps_versions(policy.routes[new["route"]].require) else "time"}


def _status(found: dict[str, Any], name: str) -> str:
    return found[name]["status"] if name in found else "not_required"


def keeps_rules(span: Span, criterion: Criterion) -> bool:
    """Say whether what a criterion speaks of has the same versions, figures and lists on every day of a span."""
    tests = [version.content.test for version in criterion.timeline.versions]
    return span.keeps_versions(criterion.timeline) and all(_keeps(span, one, set()) for one in tests if one)


def _keeps(span: Span, node: Node, seen: set[str]) -> bool:
    policy = span.policy
    lists = [one.name for one in node.walk() if isinstance(one, ListName)]
    if not all(span.keeps_versions(policy.figures[name].timeline) for name in figures_in(node)):
        return False
    if not all(span.keeps_rows(policy.lists[name]) for name in lists):
        return False
    derived = [policy.derivations[name] for name in facts_in(node) if name in policy.derivations]
    for one in derived:
        if one.fact.name in seen:
            continue
        seen.add(one.fact.name)
        if not span.keeps_versions(one.timeline):
            return False
        inner = [part for version in one.timeline.versions for part in nodes_of(version.content)]
        if not all(_keeps(span, part, seen) for part in inner):
            return False
    return True
