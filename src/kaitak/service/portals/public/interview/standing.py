"""Where the routes stand with the answers so far, and which question tells most next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules import Fact, Policy, assess, explained, next_questions
from kaitak.service.pages.carried import Interview
from kaitak.service.portals.public.addresses import criterion_address
from kaitak.service.portals.public.sources import with_title


@dataclass(frozen=True, slots=True)
class Standing:
    """The routes in question as the engine assesses them, and the questions that can still settle one.

    ``unsure`` are places in a list with the names they may mean: these come before any other question.
    """

    policy: Policy
    routes: tuple[Mapping[str, Any], ...]
    ahead: tuple[Fact, ...]
    unsure: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def left(self) -> int:
        """Return how many questions are left at most."""
        return len(self.ahead) + len(self.unsure)

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
    profile = interview.profile(policy)
    answer = assess(policy, profile, day=day, schemes=schemes, lang=language)
    answer = explained(policy, profile, answer, language)
    routes = tuple(
        _with_titles(policy, one, language) for one in answer["routes"] if one["kind"] == interview.purpose
    )
    left = next_questions(
        policy, profile, day=day, schemes=schemes, kinds=[interview.purpose], skipped=interview.skipped
    )
    unsure = tuple((place, tuple(names)) for one in left for place, names in one.candidates.items())
    ahead = tuple(one.fact for one in left if one.fact.name not in interview.answers)
    return Standing(policy, routes, ahead, unsure)


def _with_titles(policy: Policy, route: Mapping[str, Any], language: str) -> dict[str, Any]:
    shown = [_shown(policy, item, language) for item in route["criteria"]]
    for item in shown:
        item["history"] = criterion_address(route["scheme"], item["id"])
    return {**route, "criteria": shown}


def _shown(policy: Policy, item: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return a criterion with its source's title; codes that its words name already are not told twice."""
    told_twice = {"needed", "needed_value"} if isinstance(item.get("needed_value"), list) else set()
    shown = {key: value for key, value in item.items() if key not in told_twice}
    return {**shown, "source": with_title(policy, item["source"], language)} if "source" in item else shown
