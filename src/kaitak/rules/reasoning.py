"""Why criteria are met or not, worked out once for all who answer alike.

What an explanation says hangs on what each comparison comes to and on where each fact stands, not on the values
themselves. Generated Python says this of every criterion in one call; what the tracing evaluator then makes of it is
kept with the edition of the policy. Where more than one version or figure is possible, or a name is looked up in a
list, nothing is kept.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from kaitak.rules import nodes
from kaitak.rules.codegen import Emitter, run_of
from kaitak.rules.edition import APPLIED
from kaitak.rules.findings import Finding, find
from kaitak.rules.matter import Matter
from kaitak.rules.model import Criterion, Test
from kaitak.rules.nodes import Node, facts_in, figures_in
from kaitak.rules.trace import Known
from kaitak.rules.values import Pair

MOST_KEPT = 2_048
MOST_FUNCTIONS = 64
CONNECTIVES = (nodes.Both, nodes.Either, nodes.Not, nodes.Constant)
Grounds = tuple[Any, ...]


class Reading(NamedTuple):
    """A function from facts to the grounds of several criteria, with the facts it reads."""

    facts: tuple[str, ...]
    run: Callable[[Mapping[str, Any], Mapping[str, Any]], tuple[Grounds | None, ...]]


def find_all(matter: Matter, criteria: tuple[str, ...]) -> dict[str, Finding]:
    """Return the findings of several criteria."""
    reading = _reading(matter, criteria)
    facts = {name: matter.fact(name) for name in reading.facts}
    values = {name: known.value for name, known in facts.items()}
    standing = {name: _standing(known) for name, known in facts.items()}
    grounds = reading.run(values, standing)
    return {name: _found(matter, name, one) for name, one in zip(criteria, grounds, strict=True)}


def _standing(known: Known) -> tuple[Any, ...]:
    """Return where a fact stands; of one of which only ends are known the explanation hangs on these too."""
    return known if type(known.value) is Pair else known[1:]


def _found(matter: Matter, name: str, grounds: Grounds | None) -> Finding:
    kept = matter.edition.findings
    found: Finding | None = None if grounds is None else kept.get(grounds)
    if found is None:
        found = find(matter, matter.policy.criteria[name])
        if grounds is not None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[grounds] = found
    return found


def _reading(matter: Matter, criteria: tuple[str, ...]) -> Reading:
    kept = matter.edition.readings
    if criteria not in kept:
        if len(kept) >= MOST_FUNCTIONS:
            kept.clear()
        kept[criteria] = _written(matter, criteria)
    found: Reading = kept[criteria]
    return found


def _written(matter: Matter, criteria: tuple[str, ...]) -> Reading:
    out = Emitter(matter.policy.calendar)
    results = [_grounds(matter, matter.policy.criteria[name], out) for name in criteria]
    run = run_of(out.function(results, beside="standing"), out.constants)
    return Reading(tuple(out.facts), run)


def _grounds(matter: Matter, criterion: Criterion, out: Emitter) -> str:
    """Write what the explanation of a criterion hangs on; ``None`` where nothing of it can be kept."""
    versions, _ = matter.candidates(criterion.timeline)
    if criterion.timeline.chosen_by != APPLIED or len(versions) != 1:
        return "None"
    content: Test | None = versions[0].content if versions[0] else None
    if content is None or content.test is None or content.unsourced or content.not_required:
        return f"({criterion.id!r},)"
    return _of_test(matter, criterion.id, content.test, out)


def _of_test(matter: Matter, name: str, test: Node, out: Emitter) -> str:
    figures = [matter.policy.figures[one] for one in figures_in(test)]
    values = {one.id: matter.values_of(one)[0] for one in figures if one.for_all}
    single = len(values) == len(figures) and all(len(found) == 1 for found in values.values())
    if not single or any(isinstance(node, nodes.ListName) for node in test.walk()):
        return "None"
    codes = {one: out.figure(found[0]) for one, found in values.items()}
    told = [*_told(test, codes, out)]
    return f"({', '.join([repr(name), *told, *(out.standing(one) for one in facts_in(test))])},)"


def _told(test: Node, figures: Mapping[str, str], out: Emitter) -> Iterator[str]:
    """Write what each comparison comes to, and whether each sum and age in it is known."""
    for node in test.walk():
        if node.type.kind == "bool" and not isinstance(node, CONNECTIVES):
            yield out.truth(node, figures)
        elif isinstance(node, nodes.Sum | nodes.DayFunction):
            yield f"is_known({out.truth(node, figures)})"
