"""What the rules say of a group as it stands: closed, not accepted, failing. A verdict advises; only gates refuse."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kaitak.service.applications.errors import NotAccepted, RouteClosed
from kaitak.service.applications.models import Group
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.reading import Reading

Route = Mapping[str, Any]
Criterion = Mapping[str, Any]


def routes_of(group: Group, answer: Mapping[str, Any]) -> list[Route]:
    """Return the routes of the group's procedure that are the person's: those that certainly do not apply left out."""
    policy = policy_of(group)
    asked = policy.procedures[group.procedure].routes
    found = [route for route in answer["routes"] if route["route"] in asked]
    theirs = [route for route in found if not _is_ruled_out(route, policy.routes[route["route"]].applies)]
    return theirs or found


def _is_ruled_out(route: Route, applies: str) -> bool:
    return any(one["id"] == applies and one["status"] == "not_met" for one in route["criteria"])


def check_accepted(group: Group, at: datetime) -> None:
    """Raise RouteClosed or NotAccepted where the published rules take no such application at ``at``."""
    policy = policy_of(group)
    routes = routes_of(group, Reading(group, at).assessment(group.language))
    open_routes = [route for route in routes if route["verdict"] != "closed"]
    if not open_routes:
        raise RouteClosed
    gates = [
        _not_met(route, only=lambda one: policy.criteria[one["id"]].gate == "acceptance")
        for route in open_routes
    ]
    if all(gates):
        raise NotAccepted(criteria=gates[0])


def failing(group: Group, at: datetime) -> list[Criterion]:
    """Return the criteria that make the group fail on its answers; empty where something may still pass."""
    answer = Reading(group, at).assessment(group.language)
    failed = _failing(routes_of(group, answer))
    for person in answer.get("dependants", []):
        failed += _failing(_joining(person["routes"]))
    return failed


def _joining(routes: Sequence[Route]) -> list[Route]:
    """Return the routes for one who joins; a closed one is no failure of theirs where another is open."""
    return [route for route in routes if route["verdict"] != "closed"]


def _failing(routes: Sequence[Route]) -> list[Criterion]:
    if not routes or any(route["verdict"] not in {"fails", "closed"} for route in routes):
        return []
    return [criterion for route in routes for criterion in _not_met(route)]


def _not_met(route: Route, only: Any = lambda _: True) -> list[Criterion]:
    return [one for one in route["criteria"] if one["status"] == "not_met" and only(one)]
