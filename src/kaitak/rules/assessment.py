"""Assess a profile: the contract's assessment document."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kaitak.rules.combine import Findings, pass_mark, passes, points_of, points_tests
from kaitak.rules.completion import settle
from kaitak.rules.dates import day_of
from kaitak.rules.findings import Finding, plain, shown
from kaitak.rules.matter import Matter
from kaitak.rules.model import Quota, Route, Tree
from kaitak.rules.planning import Part, planned, tree_of
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person, check_profile, people_at
from kaitak.rules.reasoning import answers
from kaitak.rules.stay import Months, initial_stay, stay_of
from kaitak.rules.trace import NOTHING
from kaitak.rules.verdicts import is_open, verdict_of

VERDICTS = {True: "meets", False: "fails", None: "undetermined"}


def assess(
    policy: Policy,
    profile: Mapping[str, Any],
    *,
    day: date | None = None,
    schemes: Sequence[str] | None = None,
    submitted_at: datetime | None = None,
    approved_on: date | None = None,
    lang: str = "en",
) -> dict[str, Any]:
    """Return the assessment of a profile: every route of the schemes, and of everyone who joins.

    ``day`` wins over the profile's own ``applied_on``. Raises InputError where the profile is wrong.
    """
    check_profile(policy, profile)
    dates = dates_of(profile, day=day, submitted_at=submitted_at, approved_on=approved_on)
    chosen = list(policy.schemes) if schemes is None else [policy.scheme(code).code for code in schemes]
    principal = Matter(policy, Person(profile), dates)
    routes = [route for route in policy.routes.values() if route.scheme in chosen and not route.person]
    order = {code: place for place, code in enumerate(chosen)}
    routes.sort(key=lambda route: order[route.scheme])
    return {
        "applied_on": plain(principal.fact("applied_on").value),
        "policy": policy.name,
        "policy_digest": policy.digest,
        "routes": Sheet(principal).routes(routes, lang),
        "dependants": dependants(policy, profile, dates, chosen, lang),
    }


def dates_of(
    profile: Mapping[str, Any],
    *,
    day: date | None = None,
    submitted_at: datetime | None = None,
    approved_on: date | None = None,
) -> dict[str, Any]:
    """Return the dates of the question that are given; a submission decides the day of application."""
    applied = day or (day_of(submitted_at) if submitted_at else None)
    given = {"applied_on": applied, "approved_on": approved_on, "submitted_at": submitted_at}
    if applied is None and profile.get("applied_on") is None and profile.get("submitted_at"):
        moment = profile["submitted_at"]
        given["applied_on"] = day_of(
            moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
        )
    return {name: value for name, value in given.items() if value is not None}


def dependants(
    policy: Policy, profile: Mapping[str, Any], dates: Mapping[str, Any], schemes: Sequence[str], lang: str
) -> list[dict[str, Any]]:
    """Return the assessment of each accompanying person."""
    answer: dict[str, dict[str, Any]] = {}
    for route in policy.routes.values():
        for name, place in people_at(profile, route.person) if route.person else ():
            sponsor = schemes[0] if len(schemes) == 1 else ""
            matter = Matter(policy, Person(profile, place, sponsor), dates)
            entry = answer.setdefault(name, {"person": name, "routes": []})
            entry["routes"] += Sheet(matter).routes([route], lang)
    return list(answer.values())


class Sheet:
    """One person's routes."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        self.findings = Findings(matter, {})
        self.documents: dict[tuple[str, str], dict[str, Any]] = {}
        self.stays: dict[str, Months] = {}

    def routes(self, routes: Sequence[Route], lang: str) -> list[dict[str, Any]]:
        """Return the answer of each route."""
        plan = planned(self.matter, routes)
        found = answers(self.matter, plan.criteria + plan.stays, plan.reading)
        self.findings.made.update((one.name, found[one.name]) for one in plan.criteria)
        self.stays = {one.name: found[one.name] for one in plan.stays}
        return [self.answer(part, lang) for part in plan.parts]

    def route(self, route: Route, lang: str) -> dict[str, Any]:
        """Return one route's answer."""
        return self.routes([route], lang)[0]

    def answer(self, part: Part, lang: str) -> dict[str, Any]:
        """Return the answer of one part of a plan."""
        route = part.route
        answer: dict[str, Any] = {
            "scheme": route.scheme,
            "route": route.id,
            "kind": route.kind,
            "title": route.title.in_language(lang),
        }
        if part.opened is False:
            return {**answer, "verdict": "closed", "criteria": [], "missing": []}
        findings = [self.findings.of(criterion) for criterion in part.criteria]
        missing = NOTHING.union(*[one.missing for one in findings if one.truth is None])
        answer |= {
            "verdict": VERDICTS[self.truth(route)],
            "criteria": [self.shown(one, lang) for one in findings if one.status != "not_required"],
            "missing": sorted(missing),
            **self.unsure(missing),
            **(self.points(part.test) if part.test else {}),
            **initial_stay(self.matter, route, lang, self.stays.get(stay_of(route.id))),
        }
        return {**answer, **self.places(route.quota)} if route.quota else answer

    def shown(self, finding: Finding, lang: str) -> dict[str, Any]:
        """Return a finding's document, written once for all routes that list it."""
        key = finding.criterion.id, lang
        if key not in self.documents:
            self.documents[key] = shown(self.matter, finding, lang)
        return self.documents[key].copy()

    def places(self, name: str) -> dict[str, Any]:
        """Return the quota that stands beside a verdict; how many places are left is the service's to say."""
        quota = self.matter.policy.quotas[name]
        held = self.overall(quota)
        if held == {None}:
            return {}
        overall = next(iter(held)) if len(held) == 1 else None
        period = {"from": plain(quota.first), "until": plain(quota.last)}
        numbers = {
            "overall": overall if isinstance(overall, int) else None,
            "each": quota.each,
            "takes": quota.takes,
        }
        return {"places": {"quota": name, **period, **numbers}}

    def overall(self, quota: Quota) -> set[Any]:
        """Return the places that a quota could have on the day, ``None`` for a time at which there is no quota."""
        if not quota.figure:
            return {quota.overall}
        versions, _ = self.matter.candidates(self.matter.policy.figures[quota.figure].timeline)
        return {None if one is None else one.content for one in versions}

    def is_open(self, route: Route) -> bool | None:
        """Say whether a route is open on the day of application."""
        return is_open(self.matter, route)

    def tree(self, route: Route) -> Tree | str | None:
        """Return what a route requires on the day; the newest where several could hold."""
        return tree_of(self.matter, route)

    def truth(self, route: Route) -> bool | None:
        """Return whether the route's requirements hold; completion settles what logic leaves open."""
        value = verdict_of(self.matter, route, self.findings)
        return settle(self.matter, route) if value is None else value

    def unsure(self, missing: frozenset[str]) -> dict[str, Any]:
        """Return the candidates of names that a list is unsure of."""
        found = {place: list(names) for place, names in self.matter.unsure.items() if place in missing}
        return {"unsure": found} if found else {}

    def points(self, tree: Tree | str) -> dict[str, Any]:
        """Return the points of the first points test in a tree."""
        test = next(iter(points_tests(tree)), None)
        if test is None:
            return {}
        points = points_of(test, self.findings)
        mark = pass_mark(test, self.matter)
        factors = [{"id": name, "least": least, "most": most} for name, least, most in points.factors]
        answer = {"test": test.test, "least": points.least, "most": points.most, "maximum": points.maximum}
        return {
            "points": {**answer, "pass_mark": plain(mark), "factors": factors, "passes": passes(points, mark)}
        }
