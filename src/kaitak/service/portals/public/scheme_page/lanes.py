"""The routes of a scheme over the years, drawn in thousandths of the width; a table beside it says the same."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kaitak.rules import Policy, Route
from kaitak.rules.versions import BEGINNING, Start
from kaitak.service.portals.public.scheme_page.history import ChangeLine

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days during which a route is open, or may be."""

    x: int
    width: int
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One route: where it is open, and where something of it changed."""

    title: str
    stretches: tuple[Stretch, ...]
    ticks: tuple[int, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """All routes over the same years."""

    years: tuple[int, ...]
    lanes: tuple[Lane, ...]
    day: int


def draw(
    policy: Policy, routes: Sequence[Route], changes: Sequence[ChangeLine], day: date, language: str
) -> Lanes:
    """Return the lanes from the year the first route opened to the year after the last event or the day shown."""
    known = [version.start for route in routes for version in route.open if version.start.latest > BEGINNING]
    starts = [_first_day(start) for start in known] or [min((one.day for one in changes), default=day)]
    ends = [version.until for route in routes for version in route.open if version.until]
    first = min(min(starts).year, day.year)
    last = max([day.year, *(one.day.year for one in changes), *(one.year for one in ends)])
    scale = _Scale(date(first, 1, 1), date(last, 12, 31))
    lanes = tuple(_lane(policy, route, changes, scale, language) for route in routes)
    return Lanes(tuple(range(first, last + 1)), lanes, scale.x(day))


def _first_day(start: Start) -> date:
    """Return the first day to draw: where nothing says how early a route opened, the day it certainly was open."""
    return (start.latest if start.earliest <= BEGINNING else start.earliest).date()


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    until: date

    def x(self, day: date) -> int:
        inside = min(max(0, (day - self.start).days), (self.until - self.start).days)
        return inside * WIDTH // max(1, (self.until - self.start).days)


def _lane(policy: Policy, route: Route, changes: Sequence[ChangeLine], scale: _Scale, language: str) -> Lane:
    title = route.title.in_language(language)
    own = [one for one in changes if title in one.routes]
    ticks = tuple(dict.fromkeys(scale.x(one.day) for one in own))
    return Lane(title, tuple(_stretches(policy, route, scale)), ticks, len(own))


def _stretches(policy: Policy, route: Route, scale: _Scale) -> list[Stretch]:
    """Return where the route is open: its state changes only on days its spans begin or end."""
    edges = {scale.start, scale.until + timedelta(days=1)}
    for version in route.open:
        edges |= {version.start.earliest.date(), version.start.latest.date()}
        if version.until:
            edges.add(version.until + timedelta(days=1))
    days = sorted(day for day in edges if scale.start <= day <= scale.until + timedelta(days=1))
    drawn = []
    for begin, end in itertools.pairwise(days):
        known = policy.is_open(route, begin)
        if known is not False:
            left, right = scale.x(begin), scale.x(end)
            drawn.append(Stretch(left, max(2, right - left), "open" if known else "unknown"))
    return drawn
