"""Whether a new version only relaxes or only tightens the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kaitak.rules.model import Derivation, Reduction
from kaitak.rules.nodes import figures_in
from kaitak.rules.policy import Policy
from kaitak.rules.proofs.formulas import Part, World, both, without
from kaitak.rules.proofs.proof import OPEN, PROVED, Proof, nobody
from kaitak.rules.proofs.search import MOST_STEPS
from kaitak.rules.versions import BEGINNING, END, Start, Timeline

ONE_DAY = timedelta(days=1)
LOGICAL = ("exists", "count")
QUICK = 2_000


@dataclass(frozen=True, slots=True)
class Step:
    """A change of something: what it asked before and after, on the same day of application."""

    id: str
    kind: str
    day: date
    before: Part
    after: Part

    def relaxes(self, policy: Policy, most: int = MOST_STEPS) -> Proof:
        """Prove that whoever met the older version meets the newer."""
        claim = f"{self.id} only relaxes on {self.day}"
        return nobody(policy, self.day, both(self.before, without(self.after)), claim, most)

    def tightens(self, policy: Policy, most: int = MOST_STEPS) -> Proof:
        """Prove that whoever meets the newer version met the older."""
        claim = f"{self.id} only tightens on {self.day}"
        return nobody(policy, self.day, both(self.after, without(self.before)), claim, most)


def direction(policy: Policy, step: Step) -> str:
    """Say which way a step goes: ``same``, ``relaxes``, ``tightens``, ``both_ways`` or ``open``."""
    ways = {"relaxes": step.relaxes(policy, QUICK), "tightens": step.tightens(policy, QUICK)}
    proved = [way for way, proof in ways.items() if proof.outcome == PROVED]
    if len(proved) == 1 and not _unsure(next(one for one in ways.values() if one.outcome != PROVED)):
        return proved[0]
    if len(proved) == len(ways):
        return "same"
    return "open" if proved or any(map(_unsure, ways.values())) else "both_ways"


def _unsure(proof: Proof) -> bool:
    """Say whether a refutation rests on something that is not published or not certain, or was given up."""
    return proof.outcome == OPEN or bool(proof.assumed)


def steps(policy: Policy) -> Iterator[Step]:
    """Yield every change of a criterion, of a route's requirements and of what counts."""
    for name in policy.criteria:
        for start in starts(policy, name):
            before, after = worlds(policy, start)
            yield Step(name, "criterion", after.day, before.criterion(name), after.criterion(name))
    for name, route in policy.routes.items():
        for version in route.require.versions[1:]:
            before, after = worlds(policy, version.start)
            yield Step(name, "route", after.day, before.route(name), after.route(name))
    for derivation in policy.derivations.values():
        yield from _counted(policy, derivation)


def starts(policy: Policy, criterion: str) -> list[Start]:
    """Return when what a criterion asks for changed: by its own versions or those of its figures."""
    timeline = policy.criteria[criterion].timeline
    figures = {name for version in timeline.versions for name in figures_in(version.content.test)}
    several = [timeline, *(policy.figures[name].timeline for name in sorted(figures))]
    return sorted({start for one in several for start in _changes(one)})


def _changes(timeline: Timeline) -> Iterator[Start]:
    if timeline.chosen_by == "applied_on":
        for _, version in pairwise(timeline.versions):
            if version.start.latest < END and version.start.earliest > BEGINNING:
                yield version.start


def worlds(policy: Policy, start: Start) -> tuple[World, World]:
    """Return the policy as it was before a start, and as it was once it had come."""
    day = start.latest.date()
    if start.latest != start.latest.replace(hour=0, minute=0, second=0, microsecond=0):
        day += ONE_DAY
    return World(policy, start.earliest.date() - ONE_DAY, "before"), World(policy, day, "after")


def _counted(policy: Policy, derivation: Derivation) -> Iterator[Step]:
    """Yield the changes of which records count, where nothing else of the counting changed."""
    for before, after in pairwise(derivation.timeline.versions):
        old, new = before.content, after.content
        if isinstance(old, Reduction) and isinstance(new, Reduction) and _alike(old, new):
            first, last = worlds(policy, after.start)
            conditions = [
                True if one.where is None else world.expression(one.where)
                for world, one in ((first, old), (last, new))
            ]
            yield Step(derivation.fact.name, "counting", last.day, conditions[0], conditions[1])


def _alike(old: Reduction, new: Reduction) -> bool:
    return (old.reduce, old.over) == (new.reduce, new.over) and old.reduce in LOGICAL
