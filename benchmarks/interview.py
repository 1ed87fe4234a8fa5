"""How many questions the interview asks, beside forms that ask in a fixed order, and how long a choice takes.

    .venv/bin/python -m benchmarks.interview [--people 400] [--day 2026-03-01] [--kind entry] [--seed 1]

A seeded synthetic population answers. Three ways ask the same people the same facts: a *fixed form* asks everything
that any route reads; a *patient form* asks in the order of the vocabulary, leaves out what cannot matter any more, and
stops when nothing is open; *ask* puts the most telling question first. All three end with the same verdicts, which is
checked for every person. A question about a list (degrees, jobs, incomes) counts as one, for all alike.
"""

import argparse
import copy
import random
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.invented_people import invent
from kaitak.rules import Policy, Question, decide, load_policy, next_questions
from kaitak.rules.nodes import facts_in
from kaitak.rules.profile import at

Choose = Callable[[list[Question]], Question]


@dataclass
class Figures:
    """Questions asked of each person, and seconds of processor time for each choice."""

    asked: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    chosen = _arguments()
    policy = load_policy()
    kinds = [chosen.kind] if chosen.kind else None
    facts = form_of(policy, chosen.day, kinds)
    order = {name: place for place, name in enumerate(policy.facts)}
    draw = random.Random(chosen.seed)
    people = [invent(policy, facts, draw, chosen.day) for _ in range(chosen.people)]
    ways: dict[str, Choose] = {"patient form": lambda found: min(found, key=lambda one: order[one.fact.name]),
                               "ask": lambda found: found[0]}  # fmt: skip
    figures = {name: Figures() for name in ways}
    for person in people:
        for name, choose in ways.items():
            interview(policy, person, chosen.day, kinds, choose, figures[name])
    _print(len([one for one in policy.routes.values() if not one.person]), len(facts), figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2026, 3, 1))
    parser.add_argument("--kind", default="entry")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def form_of(policy: Policy, day: date, kinds: list[str] | None) -> list[str]:
    """Return every fact that a form for these routes has to ask, in the order of the vocabulary."""
    asked = {one.fact.name for one in next_questions(policy, {}, day=day, kinds=kinds)}
    return [name for name in policy.facts if name in asked]


def judged(policy: Policy) -> set[str]:
    """Return the facts by which officers judge: as these block no verdict, nobody is asked for their sake."""
    versions = [version for one in policy.criteria.values() for version in one.timeline.versions]
    return {fact for one in versions if one.content.judgement for fact in facts_in(one.content.test)}


def interview(
    policy: Policy,
    person: Mapping[str, Any],
    day: date,
    kinds: list[str] | None,
    choose: Choose,
    figures: Figures,
) -> None:
    """Ask one person until nothing is left to ask, and check the verdicts."""
    profile: dict[str, Any] = {}
    asked: list[str] = []
    while True:
        begun = time.process_time()
        found = next_questions(policy, profile, day=day, kinds=kinds, skipped=asked)
        figures.seconds.append(time.process_time() - begun)
        if not found:
            break
        fact = choose(found).fact
        _tell(profile, fact.path, at(person, fact.path))
        asked.append(fact.name)
    figures.asked.append(len(asked))
    known = copy.deepcopy(dict(person))
    for name in judged(policy) & set(policy.facts) - set(asked):
        _tell(known, policy.facts[name].path, None)
    _check(policy, profile, known, day, kinds)


def _tell(profile: dict[str, Any], path: str, value: Any) -> None:
    *branches, leaf = path.split(".")
    for branch in branches:
        profile = profile.setdefault(branch, {})
    profile[leaf] = value


def _check(
    policy: Policy, told: Mapping[str, Any], whole: Mapping[str, Any], day: date, kinds: list[str] | None
) -> None:
    """Stop where asking less gave another verdict than asking everything."""
    some, every = decide(policy, told, day=day), decide(policy, without_judged(policy, told, whole), day=day)
    wanted = [name for name in every if kinds is None or policy.routes[name].kind in kinds]
    different = {name: (some[name], every[name]) for name in wanted if some[name] != every[name]}
    if different:
        raise SystemExit(f"The interview and the whole profile differ: {different}")


def without_judged(policy: Policy, told: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole profile without what nobody was asked since only officers judge by it."""
    judged = {
        fact
        for one in policy.criteria.values()
        for version in one.timeline.versions
        if version.content.judgement
        for fact in facts_in(version.content.test)
    }
    left = copy.deepcopy(dict(whole))
    for name in judged & set(policy.facts):
        path = policy.facts[name].path
        if at(told, path) is None:
            _tell(left, path, None)
    return left


def _print(routes: int, form: int, figures: Mapping[str, Figures]) -> None:
    print(f"{routes} routes of principals; a fixed form asks {form} questions")
    print(
        f"{'':14} {'mean':>6} {'median':>7} {'most':>5} {'of the form':>12} {'choice, median':>15} {'slowest':>9}"
    )
    for name, one in figures.items():
        mean, slow = statistics.mean(one.asked), sorted(one.seconds)
        print(
            f"{name:14} {mean:6.1f} {statistics.median(one.asked):7.0f} {max(one.asked):5d} {mean / form:12.0%}"
            f" {statistics.median(slow) * 1000:12.1f} ms {slow[-1] * 1000:6.1f} ms"
        )


if __name__ == "__main__":
    main()
