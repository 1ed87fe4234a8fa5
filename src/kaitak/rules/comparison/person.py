"""What two days mean for one person: the verdicts and criteria that turn, and what turned them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kaitak.rules.assessment import assess
from kaitak.rules.changed.change import Change
from kaitak.rules.policy import Policy
from kaitak.rules.reach import Thing, behind
from kaitak.rules.reasons import explained

Route = Mapping[str, Any]


def turns(
    policy: Policy,
    profile: Mapping[str, Any],
    days: tuple[date, date],
    between: Sequence[Change],
    schemes: Sequence[str] | None,
    lang: str,
) -> dict[str, Any]:
    """Return each route of a person on two days; of one that turned, the criteria that did, and why."""
    first, last = (
        dict(
            _routes(
                explained(policy, profile, assess(policy, profile, day=day, schemes=schemes, lang=lang), lang)
            )
        )
        for day in days
    )
    told = [_turn(policy, who, first[who], last[who], between) for who in first]
    return {"routes": told, "turned": sum(one["before"] != one["after"] for one in told)}


def _routes(assessment: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Route]]:
    for route in assessment["routes"]:
        yield ("", route["route"]), route
    for person in assessment["dependants"]:
        for route in person["routes"]:
            yield (person["person"], route["route"]), route


def _turn(
    policy: Policy, who: tuple[str, str], before: Route, after: Route, between: Sequence[Change]
) -> dict[str, Any]:
    person, route = who
    answer = {
        "scheme": after["scheme"],
        "route": route,
        "title": after["title"],
        "before": before["verdict"],
        "after": after["verdict"],
        "criteria": list(_criteria(policy, before, after, between)),
    }
    if person:
        answer["person"] = person
    opened = [one.id for one in between if one.thing == Thing("route", route)]
    return {**answer, "because": opened} if opened else answer


def _criteria(
    policy: Policy, before: Route, after: Route, between: Sequence[Change]
) -> Iterator[dict[str, Any]]:
    if "closed" in (before["verdict"], after["verdict"]):
        return
    old, new = ({one["id"]: one for one in side["criteria"]} for side in (before, after))
    for name in dict.fromkeys((*old, *new)):
        sides = [side.get(name, {}) for side in (old, new)]
        states = [side.get("status", "not_required") for side in sides]
        if states[0] != states[1]:
            yield {
                "id": name,
                "text": (new.get(name) or old[name])["text"],
                "before": states[0],
                "after": states[1],
                "why_before": sides[0].get("why", ""),
                "why_after": sides[1].get("why", ""),
                "because": _because(policy, name, between),
            }


def _because(policy: Policy, criterion: str, between: Sequence[Change]) -> list[str]:
    """Return the changes that touch a criterion; none where only time has passed."""
    things = {Thing("criterion", criterion), *behind(policy, policy.criteria[criterion])}
    return [one.id for one in between if one.thing in things]
