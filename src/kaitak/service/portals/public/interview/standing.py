"""Where the routes stand with the answers so far, and which question tells most next."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules import Fact, Policy, assess
from kaitak.service.portals.public.interview.state import Interview
from kaitak.service.portals.public.sources import with_title


@dataclass(frozen=True, slots=True)
class Standing:
    """The routes in question as the engine assesses them, and the questions that could still change something."""

    policy: Policy
    routes: tuple[Mapping[str, Any], ...]
    ahead: tuple[Fact, ...]

    def why(self, fact: Fact) -> list[dict[str, Any]]:
        """Return the criteria that wait for a fact, each once."""
        found = {
            item["id"]: item
            for route in self.routes
            if route["verdict"] == "undetermined"
            for item in route["criteria"]
            if fact.path in {place.partition("[")[0] for place in item["missing"]}
        }
        return list(found.values())


def standing(policy: Policy, interview: Interview, day: date, language: str) -> Standing:
    """Return where the routes stand."""
    schemes = [interview.scheme] if interview.scheme else None
    answer = assess(policy, profile(policy, interview.answers), day=day, schemes=schemes, lang=language)
    routes = tuple(
        _with_titles(policy, one, language) for one in answer["routes"] if one["kind"] == interview.purpose
    )
    return Standing(policy, routes, tuple(_ahead(policy, routes, interview)))


def profile(policy: Policy, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the profile that answers keyed by fact make."""
    whole: dict[str, Any] = {}
    for name, value in answers.items():
        *branches, leaf = policy.facts[name].path.split(".")
        target = whole
        for branch in branches:
            target = target.setdefault(branch, {})
        target[leaf] = value
    return whole


def _with_titles(policy: Policy, route: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {**route, "criteria": [_shown(policy, item, language) for item in route["criteria"]]}


def _shown(policy: Policy, item: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return a criterion with its source's title; codes that its words name already are not told twice."""
    told_twice = {"needed", "needed_value"} if isinstance(item.get("needed_value"), list) else set()
    shown = {key: value for key, value in item.items() if key not in told_twice}
    return {**shown, "source": with_title(policy, item["source"], language)} if "source" in item else shown


def _ahead(policy: Policy, routes: tuple[Mapping[str, Any], ...], interview: Interview) -> list[Fact]:
    """Return the questions ahead: those of a scheme's own criteria first, those that most routes wait for first.

    What several schemes share are hindrances that few people have; they come last.
    """
    waiting = [route for route in routes if route["verdict"] == "undetermined"]
    wanted = Counter(place for route in waiting for place in set(route["missing"]))
    schemes: dict[str, set[str]] = {}
    for route in routes:
        for item in route["criteria"]:
            schemes.setdefault(item["id"], set()).add(route["scheme"])
    own = {
        place
        for route in waiting
        for item in route["criteria"]
        if len(schemes[item["id"]]) == 1 and item["id"].startswith(route["scheme"])
        for place in item["missing"]
    }
    order = {place: rank for rank, place in enumerate(_as_listed(waiting))}
    by_path = {fact.path: fact for fact in policy.facts.values()}
    done = {policy.facts[name].path for name in (*interview.answers, *interview.skipped)}
    left = [place for place in wanted if place in by_path and place not in done]
    left.sort(key=lambda place: (place not in own, -wanted[place], order[place]))
    return [by_path[place] for place in left]


def _as_listed(routes: list[Mapping[str, Any]]) -> list[str]:
    named = [place for route in routes for item in route["criteria"] for place in item["missing"]]
    return list(dict.fromkeys([*named, *(place for route in routes for place in route["missing"])]))
