"""Short ways to ask the engine one thing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kaitak.rules import Policy, assess

DAY = date(2024, 6, 1)
ADULT = {"date_of_birth": "1990-05-01"}


def route(
    policy: Policy, name: str, profile: Mapping[str, Any], day: date = DAY, **more: Any
) -> dict[str, Any]:
    """Return one route of an assessment."""
    routes = assess(policy, profile, day=day, **more)["routes"]
    return next(one for one in routes if one["route"] == name)


def criterion(
    policy: Policy, name: str, profile: Mapping[str, Any], day: date = DAY, **more: Any
) -> dict[str, Any]:
    """Return one criterion of an assessment, from the first route that has it."""
    routes = assess(policy, profile, day=day, **more)["routes"]
    return next(one for entry in routes for one in entry["criteria"] if one["id"] == name)


def status(policy: Policy, name: str, profile: Mapping[str, Any], day: date = DAY) -> str:
    """Return the status of one criterion."""
    return str(criterion(policy, name, profile, day)["status"])
