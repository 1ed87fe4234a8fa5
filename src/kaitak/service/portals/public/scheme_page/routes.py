"""A scheme's routes as they stand on a day: open or not, criteria, stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaitak.rules import UNSOURCED, Policy, Route, assess, write
from kaitak.rules.versions import BEGINNING, Version, span_of
from kaitak.service.pages.formats import day_text
from kaitak.service.portals.public.scheme_page.criteria import CriterionLine, Group, Reader
from kaitak.service.portals.public.sources import began, with_title

UNPUBLISHED = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a first permission normally is, and what it allows."""

    length: str
    depends: bool
    linked_to: str
    not_after: str
    text: str
    source: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class RouteView:
    """One route on a day. ``is_open`` is None where the sources leave it open."""

    identifier: str
    title: str
    kind: str
    for_whom: str
    is_open: bool | None
    opens: str
    applies: CriterionLine | None
    criteria: Group | None
    stay: Stay | None


def routes_of(policy: Policy, scheme: str, day: date, language: str) -> list[RouteView]:
    """Return the routes of a scheme as they stand on a day."""
    routes = policy.routes_of(scheme)
    statuses = statuses_of(policy, scheme, routes, day)
    return [_route(policy, one, day, language, statuses.get(one.id, {})) for one in routes]


def statuses_of(policy: Policy, scheme: str, routes: list[Route], day: date) -> dict[str, dict[str, str]]:
    """Return what the engine says of each criterion for a person of whom nothing is known."""
    people = {route.person: route.many for route in routes if route.person}
    answer = assess(policy, _nobody(people), day=day, schemes=None if people else [scheme])
    found = [*answer["routes"], *(route for one in answer["dependants"] for route in one["routes"])]
    return {one["route"]: {item["id"]: item["status"] for item in one["criteria"]} for one in found}


def _nobody(people: Mapping[str, bool]) -> dict[str, Any]:
    profile: dict[str, Any] = {}
    for path, many in people.items():
        *branches, leaf = path.split(".")
        target = profile
        for branch in branches:
            target = target.setdefault(branch, {})
        target[leaf] = [{}] if many else {}
    return profile


def _route(policy: Policy, route: Route, day: date, language: str, statuses: Mapping[str, str]) -> RouteView:
    reader = Reader(policy, day, language, statuses, route.scheme)
    tree = next((one.content for one in reversed(route.require.candidates(span_of(day))) if one), None)
    opened = policy.is_open(route, day)
    return RouteView(
        identifier=route.id,
        title=route.title.in_language(language),
        kind=route.kind,
        for_whom=policy.say(route.for_whom, language, day),
        is_open=opened,
        opens=" ".join(_spans(route.open, language)),
        applies=reader.criterion(route.applies) if route.applies else None,
        criteria=reader.group(tree) if tree and opened is not False else None,
        stay=_stay(policy, route, day, language),
    )


def _spans(versions: tuple[Version, ...], language: str) -> Iterator[str]:
    for version in versions:
        first = began(version, language)
        last = day_text(version.until, language) if version.until else ""
        if version.start.latest == BEGINNING:
            yield _("Its first day is not published.")
        elif version.start.uncertain:
            yield _("First day: %(first)s.") % {"first": first}
        elif last:
            yield _("Open from %(first)s to %(last)s.") % {"first": first, "last": last}
        else:
            yield _("Open since %(first)s.") % {"first": first}
        if version.start.uncertain and last:
            yield _("Last day: %(last)s.") % {"last": last}


def _stay(policy: Policy, route: Route, day: date, language: str) -> Stay | None:
    rule = route.initial_stay
    if rule is None:
        return None
    lengths = [_length(policy, case.months, day, language) for case in rule.cases]
    known = sorted(dict.fromkeys(lengths), key=lambda length: length == UNPUBLISHED)
    return Stay(
        length=_(" or ").join(one or _("a length that is not published") for one in known),
        depends=len(known) > 1,
        linked_to=rule.linked_to,
        not_after=policy.fact(rule.capped_by).label.in_language(language) if rule.capped_by else "",
        text=policy.say(rule.text, language, day),
        source=with_title(policy, policy.cite(rule.source), language) if rule.source else None,
    )


def _length(policy: Policy, months: int | str, day: date, language: str) -> str:
    if isinstance(months, int):
        return write(months, language, unit="month")
    if policy.figure_on(months, day) is UNSOURCED:
        return UNPUBLISHED
    return policy.written(months, day, language)
