"""Whether a route is open, and whether what it requires holds, by Kleene's logic."""

from kaitak.rules.combine import Findings, truth_of
from kaitak.rules.matter import Matter
from kaitak.rules.model import Route
from kaitak.rules.values import Truth, conjoin


def is_open(matter: Matter, route: Route) -> Truth:
    """Say whether a route is open on the day of application; ``None`` where that day is not known well enough."""
    return route.is_open(matter.span("applied_on"))


def verdict_of(matter: Matter, route: Route, findings: Findings) -> bool | None:
    """Return Kleene's answer of a route that is not closed."""
    applies = findings.of(route.applies).truth if route.applies else True
    versions, _ = matter.candidates(route.require)
    answers = {None if one is None else truth_of(one.content, findings) for one in versions}
    requires = next(iter(answers)) if len(answers) == 1 else None
    return conjoin([is_open(matter, route), applies, requires])
