"""What could change an answer: what the person can do, and what time does by itself, with a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules import Policy, improve, timeline
from kaitak.rules.dates import shift
from kaitak.service.pages.carried import Interview
from kaitak.service.pages.shapes import Lane, Span
from kaitak.service.portals.public.sources import with_title

YEARS_BACK, YEARS_AHEAD = 1, 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a verdict turns by itself, and why."""

    day: date
    verdict: str
    because: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """One route: its verdict, the changes that would be enough, its scheme's routes over time, its turns."""

    route: str
    scheme: str
    title: str
    verdict: str
    improvements: list[dict[str, Any]]
    lanes: list[Lane]
    turns: list[Turn]
    start: date
    until: date


def outlook(policy: Policy, interview: Interview, route: str, day: date, language: str) -> Outlook:
    """Return what could change a route's answer."""
    profile, chosen = interview.profile(policy), policy.route(route)
    found = improve(policy, profile, route, day=day, lang=language)
    start, until = shift(day, -YEARS_BACK, "year"), shift(day, YEARS_AHEAD, "year")
    over = timeline(
        policy, profile, day=day, since=start, until=until,
        schemes=[chosen.scheme], kinds=[chosen.kind], lang=language,
    )  # fmt: skip
    own = next(one for one in over["routes"] if one["route"] == route)
    return Outlook(
        route=route,
        scheme=policy.schemes[chosen.scheme].short_title.in_language(language),
        title=found["title"],
        verdict=found["verdict"],
        improvements=[_improvement(one) for one in found["improvements"]],
        lanes=[_lane(one) for one in over["routes"]],
        turns=[_turn(policy, one, language) for one in own["turns"]],
        start=start,
        until=until,
    )


def _improvement(one: Mapping[str, Any]) -> dict[str, Any]:
    waits = date.fromisoformat(one["wait_until"]) if "wait_until" in one else None
    return {**one, "wait_until": waits}


def _lane(route: Mapping[str, Any]) -> Lane:
    spans = [
        Span(date.fromisoformat(one["from"]), date.fromisoformat(one["until"]), one["verdict"])
        for one in route["spells"]
    ]
    return Lane(route["title"], spans)


def _turn(policy: Policy, turn: Mapping[str, Any], language: str) -> Turn:
    because = [
        {**one, "source": with_title(policy, one["source"], language)} if "source" in one else dict(one)
        for one in turn["because"]
    ]
    return Turn(date.fromisoformat(turn["day"]), turn["to"], because)
