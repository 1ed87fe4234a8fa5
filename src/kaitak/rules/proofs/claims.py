"""Claims that a policy's author makes about it, each proved or refuted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kaitak.rules.combine import points_tests
from kaitak.rules.errors import Fault, PolicyFault
from kaitak.rules.loading.yaml_text import documents
from kaitak.rules.model import Route
from kaitak.rules.policy import Policy
from kaitak.rules.proofs.formulas import Formula, World, both
from kaitak.rules.proofs.proof import PROVED, REFUTED, Proof, nobody
from kaitak.rules.proofs.versions import Step, steps
from kaitak.rules.reach import reach
from kaitak.rules.versions import BEGINNING, END, Timeline

KEYS = {"claim", "exclusive", "relaxes", "tightens", "never", "maximum", "points", "day", "holds", "source"}
KINDS = ("exclusive", "relaxes", "tightens", "never", "maximum")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, where it is written, and whether it is said to hold."""

    file: str
    sentence: str
    kind: str
    about: Any
    day: date | None
    holds: bool
    points: int = 0


def load_claims(folder: Path) -> list[Claim]:
    """Return the claims written beside the worked cases under a folder; raises PolicyFault."""
    found: list[Claim] = []
    faults: list[Fault] = []
    for path in sorted(folder.rglob("cases/*.yaml")):
        name = path.relative_to(folder.parent).as_posix()
        text = path.read_text(encoding="utf-8")
        for document in documents(text) if "claims:" in text else ():
            for index, raw in enumerate(document.get("claims", ())):
                try:
                    found.append(_claim(name, raw))
                except (KeyError, TypeError, ValueError, StopIteration) as error:
                    faults.append(Fault(name, f"claims[{index}]", f"is not a claim: {error!r}"))
    if faults:
        raise PolicyFault(faults)
    return found


def _claim(file: str, raw: Mapping[str, Any]) -> Claim:
    if unknown := set(raw) - KEYS:
        raise KeyError(*unknown)
    kind = next(one for one in KINDS if one in raw)
    day = date.fromisoformat(str(raw["day"])) if "day" in raw else None
    return Claim(file, raw["claim"], kind, raw[kind], day, raw.get("holds", True), int(raw.get("points", 0)))


def prove(policy: Policy, claim: Claim) -> Proof:
    """Return whether a claim holds; the first day on which it does not refutes it. Raises PolicyFault."""
    try:
        proofs = list(PROVERS[claim.kind](policy, claim))
    except KeyError as error:
        raise PolicyFault([Fault(claim.file, claim.sentence, f"there is no {error}")]) from error
    if not proofs:
        raise PolicyFault([Fault(claim.file, claim.sentence, "there is no day on which this can be asked")])
    wrong = next((one for one in proofs if one.outcome != PROVED), None)
    days = f"on {len(proofs)} days" if len(proofs) > 1 else f"on {proofs[0].day}"
    answer = wrong or replace(proofs[0], detail=days)
    return replace(answer, claim=claim.sentence)


def fault_of(claim: Claim, proof: Proof) -> Fault | None:
    """Return what is wrong where a claim came out otherwise than it says."""
    wanted = PROVED if claim.holds else REFUTED
    if proof.outcome == wanted:
        return None
    told = f": {proof.detail}" if proof.detail else f" by {dict(proof.profile or {})}"
    return Fault(claim.file, claim.sentence, f"is {proof.outcome} on {proof.day}{told}")


def _exclusive(policy: Policy, claim: Claim) -> Iterator[Proof]:
    routes = [policy.routes[name] for name in claim.about]
    for day in [claim.day] if claim.day else days_of(policy, *routes):
        world = World(policy, day)
        yield nobody(policy, day, both(*(world.route(one.id) for one in routes)), claim.sentence)


def _never(policy: Policy, claim: Claim) -> Iterator[Proof]:
    day = claim.day or max(days_of(policy, *policy.routes.values()))
    world = World(policy, day)
    part = world.route(claim.about) if claim.about in policy.routes else world.criterion(claim.about)
    yield nobody(policy, day, part, claim.sentence)


def _changed(which: Callable[[Step, Policy], Proof]) -> Callable[[Policy, Claim], Iterator[Proof]]:
    def prover(policy: Policy, claim: Claim) -> Iterator[Proof]:
        for step in steps(policy):
            if step.id == claim.about and claim.day in (None, step.day):
                yield which(step, policy)

    return prover


def _maximum(policy: Policy, claim: Claim) -> Iterator[Proof]:
    """Yield the proof that nobody has more points than stated; refuted also where nobody has as many."""
    for route in policy.routes.values():
        for version in route.require.versions:
            for tree in points_tests(version.content):
                if tree.test == claim.about:
                    world = World(policy, version.start.latest.date())
                    yield _bounded(policy, world.day, world.points(tree), claim)


def _bounded(policy: Policy, day: date, test: Formula, claim: Claim) -> Proof:
    over = nobody(policy, day, replace(test, mark=claim.points + 1), claim.sentence)
    if over.outcome != PROVED:
        return over
    reached = nobody(policy, day, replace(test, mark=claim.points), claim.sentence)
    if reached.outcome == PROVED:
        return replace(reached, outcome=REFUTED, detail="nobody can have as many points")
    return replace(over, profile=reached.profile)


def days_of(policy: Policy, *routes: Route) -> list[date]:
    """Return the days on which anything that some routes rest on changed while all of them were open, or might be."""
    things = frozenset().union(*(reach(policy)[route.id] for route in routes))
    sections: dict[str, Mapping[str, Any]] = {"criterion": policy.criteria, "figure": policy.figures}
    timelines = [sections[one.kind][one.id].timeline for one in things if one.kind in sections]
    timelines += [route.require for route in routes]
    days = {day for timeline in timelines for day in edges(timeline)}
    days |= {day for route in routes for day in edges(Timeline(route.open))}
    return sorted(day for day in days if all(policy.is_open(route, day) is not False for route in routes))


def edges(timeline: Timeline) -> Iterator[date]:
    """Yield the days on which another version may begin to hold, certainly holds, or holds no more."""
    for version in timeline.versions:
        for moment in version.start:
            if BEGINNING < moment < END:
                yield moment.date() + timedelta(days=moment.time() != moment.min.time())
        if version.until and version.until < date.max:
            yield version.until + timedelta(days=1)


PROVERS: dict[str, Callable[[Policy, Claim], Iterator[Proof]]] = {
    "exclusive": _exclusive,
    "never": _never,
    "relaxes": _changed(Step.relaxes),
    "tightens": _changed(Step.tightens),
    "maximum": _maximum,
}
