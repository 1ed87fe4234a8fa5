"""Why criteria are met or not, worked out once for all who answer alike.

What an explanation says hangs on what each comparison comes to, under each value its figures could have, and on where
each fact stands; not on the values themselves. Generated Python says this of every criterion and rule of stay in one
call; what the tracing evaluator then makes of it is kept with the edition of the policy. Where another date or a
figure's key chooses, or a name is looked up in a list, nothing is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from kaitak.rules import nodes
from kaitak.rules.codegen import Emitter, run_of
from kaitak.rules.edition import APPLIED
from kaitak.rules.matter import Matter
from kaitak.rules.model import Criterion, Figure, StayCase, Test
from kaitak.rules.nodes import Node, facts_in, figures_in
from kaitak.rules.policy import Policy
from kaitak.rules.trace import Known
from kaitak.rules.values import Pair

MOST_KEPT = 2_048
MOST_FUNCTIONS = 64
MOST_CHOICES = 8
CONNECTIVES = (nodes.Both, nodes.Either, nodes.Not, nodes.Constant)
Grounds = tuple[Any, ...]


class Question(NamedTuple):
    """Something to explain: the tests behind it (``None`` where they are not the same for everybody), and how."""

    name: str
    tests: tuple[Node, ...] | None
    answer: Callable[[Matter], Any]


class Reading(NamedTuple):
    """A function from facts to the grounds of several questions, with the facts it reads."""

    facts: tuple[str, ...]
    run: Callable[[Mapping[str, Any], Mapping[str, Any]], tuple[Grounds | None, ...]]


def read(matter: Matter, questions: tuple[Question, ...]) -> Reading:
    """Return the function that tells the grounds of some questions."""
    out = Emitter(matter.policy.calendar)
    results = [_grounds(matter, one, out) for one in questions]
    run = run_of(out.function(results, beside="standing"), out.constants)
    return Reading(tuple(out.facts), run)


def answers(matter: Matter, questions: tuple[Question, ...], reading: Reading) -> dict[str, Any]:
    """Return the answer to each question, by name."""
    facts = {name: matter.fact(name) for name in reading.facts}
    values = {name: known.value for name, known in facts.items()}
    standing = {name: _standing(known) for name, known in facts.items()}
    found, kept = {}, matter.edition.answers
    for question, grounds in zip(questions, reading.run(values, standing), strict=True):
        answer = None if grounds is None else kept.get(grounds)
        found[question.name] = _answered(matter, question, grounds) if answer is None else answer
    return found


def _standing(known: Known) -> tuple[Any, ...]:
    """Return where a fact stands; of one of which only ends are known the explanation hangs on these too."""
    return known if type(known.value) is Pair else known[1:]


def _answered(matter: Matter, question: Question, grounds: Grounds | None) -> Any:
    answer = question.answer(matter)
    if grounds is not None:
        kept = matter.edition.answers
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[grounds] = answer
    return answer


def tests_of(matter: Matter, criterion: Criterion) -> tuple[Node, ...] | None:
    """Return the tests of a criterion that may hold, where they are the same for everybody."""
    if not matter.same_for_all(criterion.timeline):
        return None
    contents: list[Test] = [one.content for one in matter.candidates(criterion.timeline)[0] if one]
    return tuple(one.test for one in contents if one.test and not (one.unsourced or one.not_required))


def whens_of(matter: Matter, cases: tuple[StayCase, ...]) -> tuple[Node, ...] | None:
    """Return the conditions of cases, where their figures are the same for everybody."""
    figures = [matter.policy.figures[one.months] for one in cases if isinstance(one.months, str)]
    whens = tuple(one.when for one in cases if one.when)
    return whens if _same(matter, figures) else None


def dates_of(policy: Policy, criteria: Iterable[Criterion], cases: Iterable[StayCase]) -> tuple[str, ...]:
    """Return the dates, beside the day of application, that choose what is behind some criteria and cases."""
    timelines = [one.timeline for one in criteria]
    tests = [version.content.test for one in timelines for version in one.versions]
    figures = {name for one in tests for name in figures_in(one)}
    for case in cases:
        figures |= {*figures_in(case.when), *([case.months] if isinstance(case.months, str) else ())}
    timelines += [policy.figures[name].timeline for name in figures]
    return tuple(sorted({one.chosen_by for one in timelines} - {APPLIED}))


def _same(matter: Matter, figures: Iterable[Figure]) -> bool:
    return all(not one.by and matter.same_for_all(one.timeline) for one in figures)


def _grounds(matter: Matter, question: Question, out: Emitter) -> str:
    """Write what an explanation hangs on; ``None`` where nothing of it can be kept."""
    told = [repr(question.name)]
    for test in question.tests or ():
        choices = _choices(matter, test, out)
        if not choices or any(isinstance(node, nodes.ListName) for node in test.walk()):
            return "None"
        told += [code for choice in choices for code in _told(test, choice, out)]
        told += [out.standing(one) for one in facts_in(test)]
    return "None" if question.tests is None else f"({', '.join(dict.fromkeys(told))},)"


def _choices(matter: Matter, test: Node, out: Emitter) -> list[dict[str, str]]:
    """Return code for every combination of the values of a test's figures; nothing where they differ by person."""
    figures = [matter.policy.figures[one] for one in figures_in(test)]
    if not _same(matter, figures):
        return []
    options = [[out.figure(value) for value in matter.values_of(one)[0]] for one in figures]
    found = [dict(zip(figures_in(test), codes, strict=True)) for codes in product(*options)]
    return found if len(found) <= MOST_CHOICES else []


def _told(test: Node, figures: Mapping[str, str], out: Emitter) -> Iterator[str]:
    """Write what each comparison comes to, and whether each sum and age in it is known."""
    for node in test.walk():
        if node.type.kind == "bool" and not isinstance(node, CONNECTIVES):
            yield out.truth(node, figures)
        elif isinstance(node, nodes.Sum | nodes.DayFunction):
            yield f"is_known({out.truth(node, figures)})"
