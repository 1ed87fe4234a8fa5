"""The result: every route with its verdict, every criterion explained, and where to go from here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaitak.rules import Policy
from kaitak.service.portals.public.interview.standing import Standing
from kaitak.service.portals.public.places import Intake

ORDER = ("meets", "undetermined", "fails", "closed")
DECISIVE = {
    "fails": ("not_met",),
    "undetermined": ("not_met", "unsourced"),
    "meets": ("judgement",),
}


@dataclass(frozen=True, slots=True)
class RouteResult:
    """One route's answer: what decides it, then everything; where one can apply; the places there are."""

    identifier: str
    scheme: str
    scheme_title: str
    title: str
    verdict: str
    decisive: list[Mapping[str, Any]]
    criteria: list[Mapping[str, Any]]
    missing: list[tuple[str, str]]
    unsure: list[str]
    stay_months: int | None
    procedure: str
    intake: Intake | None


def results(policy: Policy, found: Standing, intakes: Iterable[Intake], language: str) -> list[RouteResult]:
    """Return the routes, the best answers first."""
    by_code = {one.code: one for one in intakes}
    routes = sorted(found.routes, key=lambda route: ORDER.index(route["verdict"]))
    return [_result(policy, route, by_code, language) for route in routes]


def name_of(policy: Policy, route: Mapping[str, Any], language: str) -> str:
    """Return a route's name with its scheme's."""
    scheme = policy.schemes[route["scheme"]].short_title.in_language(language)
    return f"{scheme}: {route['title']}" if language == "en" else f"{scheme}：{route['title']}"


def _result(
    policy: Policy, route: Mapping[str, Any], intakes: Mapping[str, Intake], language: str
) -> RouteResult:
    wanted = DECISIVE.get(route["verdict"], ())
    by_path = {fact.path: fact for fact in policy.facts.values()}
    waits = dict.fromkeys(place.partition("[")[0] for place in route["missing"])
    known = [by_path[place] for place in waits if place in by_path]
    return RouteResult(
        identifier=route["route"],
        scheme=route["scheme"],
        scheme_title=policy.schemes[route["scheme"]].short_title.in_language(language),
        title=route["title"],
        verdict=route["verdict"],
        decisive=[item for item in route["criteria"] if item["status"] in wanted],
        criteria=route["criteria"],
        missing=[(fact.name, fact.label.in_language(language)) for fact in known],
        unsure=[name for names in route.get("unsure", {}).values() for name in names],
        stay_months=route.get("initial_stay_months"),
        procedure=_procedure(policy, route["route"]),
        intake=intakes.get(route.get("places", {}).get("quota", "")),
    )


def _procedure(policy: Policy, route: str) -> str:
    """Return the scheme whose entry is applied for here by this route; empty where there is none."""
    found = (
        one for one in policy.procedures.values() if one.kind == "entry" and one.pages and route in one.routes
    )
    return next((one.scheme for one in found), "")
