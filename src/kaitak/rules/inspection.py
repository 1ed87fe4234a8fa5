"""Look over a loaded policy: gaps, what nothing uses, worked cases that no longer hold, claims that are not so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kaitak.rules.cases import load_cases, run_case
from kaitak.rules.combine import criteria_in
from kaitak.rules.errors import Fault
from kaitak.rules.model import Route
from kaitak.rules.nodes import Node, facts_in, figures_in
from kaitak.rules.overlooked import overlaps, untranslated, unused_sources
from kaitak.rules.policy import Policy
from kaitak.rules.proofs.proof import Proof
from kaitak.rules.proofs.report import dead, proved_claims
from kaitak.rules.reductions import nodes_of
from kaitak.rules.versions import BEGINNING, END, Span, Timeline, Version

ONE_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found: faults must be mended, remarks may be looked at; ``proofs`` are what the claims came to."""

    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    cases: int
    proofs: tuple[Proof, ...] = ()


def inspect(policy: Policy, folders: list[Path]) -> Inspection:
    """Return what is wrong with a policy beyond its shape, its worked cases included."""
    cases = [case for folder in folders for case in load_cases(folder)]
    failed = [Fault(case.file, case.sentence, line) for case in cases for line in run_case(policy, case)]
    claims = proved_claims(policy, folders)
    faults = (*gaps(policy), *overlaps(policy), *untranslated(policy), *failed, *claims.faults, *dead(policy))
    remarks = (*unused(policy), *unused_sources(policy))
    return Inspection(faults, remarks, len(cases), claims.proofs)


def gaps(policy: Policy) -> Iterator[Fault]:
    """Yield criteria and figures without a version at a time when a route that needs them is open."""
    seen: set[tuple[str, str]] = set()
    for route in policy.routes.values():
        for kind, name, timeline, needed in _needed(policy, route):
            spans = [
                Span(max(span.first, needed.first), min(span.last, needed.last))
                for span in _open_spans(route)
                if needed.first <= span.last and span.first <= needed.last
            ]
            uncovered = any(None in timeline.candidates(span) for span in spans)
            if uncovered and timeline.chosen_by == "applied_on" and (route.id, name) not in seen:
                seen.add((route.id, name))
                yield Fault(route.id, name, f"the {kind} has no version at a time when the route is open")


def _open_spans(route: Route) -> Iterator[Span]:
    for version in route.open:
        last = (
            END
            if version.until is None
            else END.replace(version.until.year, version.until.month, version.until.day)
        )
        yield Span(version.start.latest, last)


def _needed(policy: Policy, route: Route) -> Iterator[tuple[str, str, Timeline, Span]]:
    """Yield what a route needs, and when it does."""
    asked = [(name, span) for tree, span in _spans_of(route.require) for name in criteria_in(tree)]
    if route.applies:
        asked.append((route.applies, Span(BEGINNING, END)))
    for name, span in dict.fromkeys(asked):
        criterion = policy.criteria[name]
        yield "criterion", name, criterion.timeline, span
        for content, when in _spans_of(criterion.timeline):
            needed = Span(max(span.first, when.first), min(span.last, when.last))
            for figure in figures_in(content.test) if needed.first <= needed.last else ():
                yield "figure", figure, policy.figures[figure].timeline, needed


def _spans_of(timeline: Timeline) -> Iterator[tuple[Any, Span]]:
    """Yield what each version holds, from the latest day it may have begun until the next has begun for certain."""
    for version, following in zip_longest(timeline.versions, timeline.versions[1:]):
        last = following.start.latest - ONE_INSTANT if following else END
        yield version.content, Span(version.start.latest, last)


def unused(policy: Policy) -> Iterator[Fault]:
    """Yield facts, figures and criteria that nothing names."""
    facts, figures = _named(policy)
    criteria = {
        name
        for route in policy.routes.values()
        for kind, name, *_ in _needed(policy, route)
        if kind == "criterion"
    }
    for kind, known, used in (
        ("fact", [*policy.facts, *policy.derivations], facts),
        ("figure", policy.figures, figures),
        ("criterion", policy.criteria, criteria),
    ):
        yield from (
            Fault("policy", name, f"no rule, page or document uses this {kind}")
            for name in known
            if name not in used
        )


def _named(policy: Policy) -> tuple[set[str], set[str]]:
    facts = {"applied_on", "approved_on", "submitted_at", "paid_on"}
    facts |= {one.timeline.chosen_by for one in policy.criteria.values()}
    facts |= {one.timeline.chosen_by for one in policy.figures.values()}
    facts |= {
        one.fact for procedure in policy.procedures.values() for page in procedure.pages for one in page.facts
    }
    facts |= {one.found for one in policy.criteria.values()} | {quota.by for quota in policy.quotas.values()}
    facts |= {figure.by for figure in policy.figures.values()} | _choosing(policy)
    facts |= {version.content.over for version in _derived(policy) if hasattr(version.content, "over")}
    facts |= {version.content.rates for version in _derived(policy) if hasattr(version.content, "rates")}
    facts |= {route.initial_stay.capped_by for route in policy.routes.values() if route.initial_stay}
    figures = {one.needed for one in policy.criteria.values()} | _placeholders(policy)
    for node in _expressions(policy):
        facts |= set(facts_in(node))
        figures |= set(figures_in(node))
    for route in policy.routes.values():
        figures |= {str(case.months) for case in (route.initial_stay.cases if route.initial_stay else ())}
    figures |= {figure for scheme in policy.schemes.values() for figure in scheme.processing.values()}
    return facts, figures


def _choosing(policy: Policy) -> set[str]:
    """Return the facts by which versions are chosen."""
    timelines = [one.timeline for one in policy.figures.values()]
    timelines += [one.timeline for one in policy.criteria.values()]
    timelines += [one.timeline for one in policy.derivations.values()]
    timelines += [one.require for one in policy.routes.values()]
    return {one.chosen_by for one in timelines}


def _placeholders(policy: Policy) -> set[str]:
    written = policy.document.decode()
    return {
        name
        for name in policy.figures
        if f"{{{name}" in written or f'"{name}"' in written.replace(f'"{name}":', "")
    }


def _derived(policy: Policy) -> Iterator[Version]:
    for derivation in policy.derivations.values():
        yield from derivation.timeline.versions


def _expressions(policy: Policy) -> Iterator[Node]:
    for version in _derived(policy):
        yield from nodes_of(version.content)
    for criterion in policy.criteria.values():
        yield from (one.content.test for one in criterion.timeline.versions if one.content.test)
    for route in policy.routes.values():
        yield from (one.when for one in (route.initial_stay.cases if route.initial_stay else ()) if one.when)
    for procedure in policy.procedures.values():
        yield from (page.when for page in procedure.pages if page.when)
        yield from (one.when for page in procedure.pages for one in page.facts if one.when)
        for rule in procedure.documents:
            yield from (node for node in (rule.required, rule.when, rule.unless) if node)
