"""Everything of a scheme's routes that changed after they opened, and when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules import Change, Policy, Route, changes
from kaitak.rules.changed.change import told_on
from kaitak.service.portals.public.sources import began_at, with_title

# What stands elsewhere on the page: when routes opened, and the fees.
ELSEWHERE = ("route", "tariff", "quota")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Something that changed on a day, ready to print; ``began`` says how well the day is known."""

    id: str
    day: date
    began: str
    what: str
    became: str
    source: Mapping[str, Any]
    note: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    routes: tuple[str, ...]
    schemes: tuple[str, ...]
    address: tuple[str, str] | None


def changes_of(policy: Policy, routes: list[Route], language: str) -> list[ChangeLine]:
    """Return every change of some routes, the newest first, with those of the routes it touches."""
    found = changes(policy, language, schemes=dict.fromkeys(route.scheme for route in routes))
    told = [(one, list(_touched(one, routes))) for one in found if one.thing.kind not in ELSEWHERE]
    return [change_line(policy, one, touched, language) for one, touched in told if touched]


def _touched(change: Change, routes: Sequence[Route]) -> Iterator[Route]:
    for route in routes:
        opened = min(told_on(version.start) for version in route.open)
        if route.id in change.routes and change.day > opened:
            yield route


def change_line(policy: Policy, change: Change, routes: Sequence[Route], language: str) -> ChangeLine:
    """Return a change ready to print; ``routes`` are those it is shown to touch."""
    is_criterion = change.thing.kind == "criterion" and bool(change.schemes)
    return ChangeLine(
        id=change.id,
        day=change.day,
        began=began_at(change.start, language),
        what=change.title,
        became=change.became,
        source=with_title(policy, dict(change.source), language),
        note=change.note,
        added=change.added,
        removed=change.removed,
        routes=tuple(route.title.in_language(language) for route in routes),
        schemes=tuple(policy.schemes[code].short_title.in_language(language) for code in change.schemes),
        address=(change.schemes[0], change.thing.id) if is_criterion else None,
    )
