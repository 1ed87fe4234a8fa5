"""Spells: the stretches of days during which a route gives one verdict.

A span of days is asked as a whole; only where that leaves a verdict open is it halved, down to single days. So the
cost grows with the turns there are, not with the days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from kaitak.rules.assessment import VERDICTS, Sheet
from kaitak.rules.combine import Findings, criteria_in
from kaitak.rules.findings import Finding
from kaitak.rules.generate import compiled_for
from kaitak.rules.model import Route
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person
from kaitak.rules.turning.steadiness import MOVING, Span
from kaitak.rules.values import is_known
from kaitak.rules.verdicts import is_open, verdict_of
from kaitak.rules.versions import span_of

CLOSED = "closed"
ONE_DAY = timedelta(days=1)
FEW_DAYS = 40


class Spell(NamedTuple):
    """Days, both included, on which a route gives one verdict."""

    first: date
    last: date
    verdict: str


def spells_of(
    policy: Policy, person: Person, routes: Sequence[Route], first: date, last: date
) -> dict[str, list[Spell]]:
    """Return the spells of each route from a first day to a last, in order."""
    walk = _Walk(policy, person, {route.id: [] for route in routes})
    walk.over(first, last, routes)
    return walk.found


@dataclass(slots=True)
class _Walk:
    policy: Policy
    person: Person
    found: dict[str, list[Spell]]

    def over(self, first: date, last: date, routes: Sequence[Route]) -> None:
        """Note the verdict of each route for the span, or for its halves."""
        if first == last:
            sheet = Span(self.policy, self.person, first, last).sheet(first)
            for route in routes:
                self.note(route, Spell(first, last, verdict_on(sheet, route)))
            return
        span = Span(self.policy, self.person, first, last)
        steady = Steady(span.matter, {}, span)
        left = []
        for route in routes:
            verdict = self.throughout(span, steady, route)
            if verdict is None:
                left.append(route)
            else:
                self.note(route, Spell(first, last, verdict))
        if left and (last - first).days < FEW_DAYS:
            left = [route for route in left if not self.day_by_day(span, route)]
        if left:
            middle = first + (last - first) // 2
            self.over(first, middle, left)
            self.over(middle + ONE_DAY, last, left)

    def throughout(self, span: Span, steady: "Steady", route: Route) -> str | None:
        """Return the one verdict of a whole span; ``None`` where it is not proved that there is one."""
        opened = is_open(span.matter, route)
        if opened is False:
            return CLOSED
        truth = verdict_of(span.matter, route, steady) if opened else None
        if truth is not None:
            return VERDICTS[truth]
        if not self._keeps_everything(span, route):
            return None
        return verdict_on(span.sheet(span.first), route)

    def _keeps_everything(self, span: Span, route: Route) -> bool:
        """Say whether whatever the route requires gives the same answer on every day."""
        return self._keeps_its_rules(span, route) and not list(self._unkept(span, route))

    def _keeps_its_rules(self, span: Span, route: Route) -> bool:
        on_ends = {route.is_open(span_of(day)) for day in (span.first, span.last)}
        return on_ends == {is_open(span.matter, route)} and span.keeps_versions(route.require)

    def _unkept(self, span: Span, route: Route) -> Iterator[str]:
        """Yield the criteria of a route that may differ between the days of a span."""
        trees = [one.content for one in span.matter.candidates(route.require)[0] if one is not None]
        every = [name for tree in trees for name in criteria_in(tree)]
        every += [route.applies] if route.applies else []
        return (name for name in dict.fromkeys(every) if not span.keeps(self.policy.criteria[name]))

    def day_by_day(self, span: Span, route: Route) -> bool:
        """Note a route's verdicts by the days on which one of the criteria that may differ does so.

        Only where completion can add nothing: it looks at values, not at criteria alone.
        """
        if not self._keeps_its_rules(span, route) or self._may_complete(span, route):
            return False
        unkept = list(self._unkept(span, route))
        before, verdict = None, ""
        for number in range((span.last - span.first).days + 1):
            day = span.first + number * ONE_DAY
            sheet = span.sheet(day)
            truths = [sheet.findings.of(name).truth for name in unkept]
            verdict = verdict if truths == before else verdict_on(sheet, route)
            before = truths
            self.note(route, Spell(day, day, verdict))
        return True

    def _may_complete(self, span: Span, route: Route) -> bool:
        """Say whether an open fact that stands in several places may differ between the days."""
        compiled = compiled_for(span.matter, [route])
        several = [name for name in compiled.facts if name != MOVING and len(compiled.uses.get(name, ())) > 1]
        return any(not span.fixed(name) and not is_known(span.matter.fact(name).value) for name in several)

    def note(self, route: Route, spell: Spell) -> None:
        """Add a spell after those before it, as one with the last where the verdict is the same."""
        spells = self.found[route.id]
        if spells and spells[-1].verdict == spell.verdict:
            spells[-1] = spells[-1]._replace(last=spell.last)
        else:
            spells.append(spell)


@dataclass(slots=True)
class Steady(Findings):
    """Findings that hold on every day of a span: what only an officer can say may be said on some of them alone."""

    span: Span

    def of(self, criterion: str) -> Finding:
        """Return the finding of a criterion; open where it may differ between days."""
        if criterion not in self.made:
            finding = Findings.of(self, criterion)
            if finding.status == "judgement" and not self.span.keeps(finding.criterion):
                self.made[criterion] = replace(finding, status="unknown")
        return self.made[criterion]


def verdict_on(sheet: Sheet, route: Route) -> str:
    """Return a route's verdict on a single day."""
    return CLOSED if sheet.is_open(route) is False else VERDICTS[sheet.truth(route)]
