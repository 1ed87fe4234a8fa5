"""The questions that can still change a verdict, the most telling first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from kaitak.rules.combine import Findings
from kaitak.rules.interview.chances import Chance, Chances, all_of, chance_of, settled_chances
from kaitak.rules.interview.openness import OpenRoute, Outlook
from kaitak.rules.matter import Matter
from kaitak.rules.model import Fact
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person

UNUSUAL = 0.005
EVEN = 0.5


@dataclass(slots=True)
class Question:
    """One fact to ask; ``settles`` is how many verdicts the answer is expected to settle.

    ``places`` are those in the profile that wait for it, ``candidates`` the names that a list is unsure between.
    """

    fact: Fact
    places: tuple[str, ...]
    settles: float = 0.0
    routes: list[str] = field(default_factory=list)
    criteria: dict[str, None] = field(default_factory=dict)
    candidates: Mapping[str, Sequence[str]] = field(default_factory=dict)


def questions_of(outlook: Outlook, skipped: Collection[str] = ()) -> list[Question]:
    """Return the questions that can still settle an open route, the most telling first."""
    asking = _Asking(outlook, frozenset(skipped))
    for opened in outlook.open:
        asking.weigh(opened)
    order = {name: rank for rank, name in enumerate(outlook.matter.policy.facts)}
    return sorted(
        asking.found.values(),
        key=lambda one: (-round(one.settles, 9), -len(one.criteria), order[one.fact.name]),
    )


class _Asking:
    def __init__(self, outlook: Outlook, skipped: frozenset[str]) -> None:
        self.outlook, self.matter, self.skipped = outlook, outlook.matter, skipped
        self.by_path = facts_by_path(outlook.matter.policy)
        self.usual = _usual(outlook.matter)
        self.found: dict[str, Question] = {}

    def weigh(self, opened: OpenRoute) -> None:
        """Add to each question how likely its answer settles a route."""
        waiting: dict[str, dict[str, Chance]] = {}
        for name in opened.criteria:
            facts = self.waited_for(name)
            for fact in facts:
                waiting.setdefault(fact, {})[name] = self.told(name, len(facts))
        truths = self.outlook.truths(opened)
        for fact, told in waiting.items():
            chance = self.settled(opened, settled_chances(truths, told))
            self.add(fact, opened, chance, tuple(told))
        for place in sorted(opened.waits):
            if question := self.question(place):
                self.add(question.fact.name, opened, 1 / (1 + len(opened.criteria)), ())

    def waited_for(self, criterion: str) -> list[str]:
        """Return the facts that an open criterion waits for."""
        places = sorted(self.outlook.findings.of(criterion).missing)
        found = [question.fact.name for place in places if (question := self.question(place))]
        return list(dict.fromkeys(found))

    def question(self, place: str) -> Question | None:
        """Return the question that asks for a place; none where it is skipped or is not a person's to tell."""
        fact = self.fact_at(place)
        if fact is None or {place, fact.name} & self.skipped:
            return None
        question = self.found.setdefault(fact.name, Question(fact, ()))
        if place not in question.places:
            question.places = (*question.places, place)
            if names := self.matter.unsure.get(place):
                question.candidates = {**question.candidates, place: names}
        return question

    def fact_at(self, place: str) -> Fact | None:
        path = place.partition("[")[0]
        while path and path not in self.by_path:
            path = path.rpartition(".")[0]
        return self.by_path.get(path)

    def told(self, criterion: str, facts: int) -> Chance:
        """Return what one of the facts that a criterion waits for may tell about it."""
        truth = self.usual.of(criterion).truth
        odds = EVEN if truth is None else (1 - UNUSUAL if truth else UNUSUAL)
        return Chance(odds / facts, (1 - odds) / facts)

    def settled(self, opened: OpenRoute, chances: Chances) -> float:
        every = [chance_of(tree, chances, self.outlook.findings) for tree in opened.trees]
        parts = [every[0]] if len(every) == 1 else []
        if opened.route.applies:
            parts.append(chances(opened.route.applies))
        return all_of(parts).settled if parts else 0.0

    def add(self, fact: str, opened: OpenRoute, chance: float, criteria: tuple[str, ...]) -> None:
        question = self.found[fact]
        question.settles += chance
        if opened.route.id not in question.routes:
            question.routes.append(opened.route.id)
        question.criteria.update(dict.fromkeys(criteria))


def _usual(matter: Matter) -> Findings:
    """Return what the criteria come to for somebody who gives the usual answers and no other."""
    return _usual_on(matter.policy, matter.dates.get("applied_on"))


@lru_cache(maxsize=64)
def _usual_on(policy: Policy, day: date | None) -> Findings:
    given = {name: fact.usual for name, fact in policy.facts.items() if fact.usual is not None}
    dates = {} if day is None else {"applied_on": day}
    return Findings(Matter(policy, Person({"facts": given}), dates), {})


@lru_cache(maxsize=16)
def facts_by_path(policy: Policy) -> Mapping[str, Fact]:
    """Return the facts that a person can be asked, by their place in the profile."""
    asked = (fact for fact in policy.facts.values() if fact.kind != "moment" or fact.question)
    return {fact.path: fact for fact in asked}


def as_told(policy: Policy, question: Question, lang: str, day: date | None) -> Iterator[tuple[str, Any]]:
    """Yield what the contract's document says of a question."""
    fact = question.fact
    write = (lambda text: policy.say(text, lang, day)) if day else (lambda text: text.in_language(lang))
    yield "fact", fact.name
    yield "path", fact.path
    yield "question", write(fact.question or fact.label)
    if fact.help:
        yield "help", write(fact.help)
    yield "type", fact.kind
    if fact.unit:
        yield "unit", fact.unit
    if fact.values:
        yield "values", {code: text.in_language(lang) for code, text in fact.values.items()}
    yield "settles", round(question.settles, 3)
    yield "routes", question.routes
    yield "criteria", list(question.criteria)
    yield "missing", sorted(question.places)
    if question.candidates:
        yield "unsure", {place: list(names) for place, names in question.candidates.items()}
