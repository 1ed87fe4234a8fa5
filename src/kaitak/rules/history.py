"""The history of a criterion: its versions, and those of the figures, countings and lists behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.titles import figure_title
from kaitak.rules.errors import UnknownName
from kaitak.rules.figures import figure_text
from kaitak.rules.model import Criterion, Test
from kaitak.rules.policy import Policy
from kaitak.rules.reach import Thing, behind, resting_on
from kaitak.rules.versions import BEGINNING, END, Timeline, Version

# The keys of a version that make its rule, each with the word that leads it.
RULE = {
    "test": "", "value": "", "reduce": "", "over": "over", "where": "where", "field": "by", "within": "within",
    "least": "least", "most": "most", "rates": "at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """One version of something: its words or value, how it is judged, and the rule as it is reckoned with."""

    version: Version
    text: str
    state: str
    rule: str


@dataclass(frozen=True, slots=True)
class Past:
    """Everything that one thing has been, oldest first; ``title`` is what it is called."""

    thing: Thing
    title: str
    chosen_by: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A criterion's past, that of the figures and countings behind it, its lists, and the routes that ask for it."""

    criterion: Criterion
    past: Past
    behind: tuple[Past, ...]
    lists: tuple[str, ...]
    routes: tuple[str, ...]

    def as_json(self, policy: Policy) -> dict[str, Any]:
        """Return the history as JSON has it."""
        pasts = [
            {
                "id": past.thing.id,
                "kind": past.thing.kind,
                "title": past.title,
                "chosen_by": past.chosen_by,
                "versions": [version_as_json(policy, stage) for stage in past.stages],
            }
            for past in (self.past, *self.behind)
        ]
        return {
            "criterion": pasts[0],
            "behind": pasts[1:],
            "lists": list(self.lists),
            "routes": list(self.routes),
        }


def criterion_history(policy: Policy, identifier: str, lang: str = "en") -> History:
    """Return the history of a criterion; raises UnknownName."""
    if identifier not in policy.criteria:
        raise UnknownName("criterion", identifier, policy.criteria)
    criterion = policy.criteria[identifier]
    things = behind(policy, criterion)
    return History(
        criterion=criterion,
        past=_criterion(policy, criterion, lang),
        behind=tuple(_behind(policy, things, lang)),
        lists=tuple(one.id for one in things if one.kind == "list"),
        routes=resting_on(policy).get(Thing("criterion", identifier), ()),
    )


def _criterion(policy: Policy, criterion: Criterion, lang: str) -> Past:
    stages = []
    for version, following in zip_longest(criterion.timeline.versions, criterion.timeline.versions[1:]):
        content: Test = version.content
        text = policy.say(content.text or criterion.text, lang, _day_within(version, following))
        stages.append(Stage(version, text, state_of(content), written_test(policy, criterion, version)))
    thing = Thing("criterion", criterion.id)
    return Past(thing, stages[-1].text, criterion.timeline.chosen_by, tuple(stages))


def state_of(test: Test) -> str:
    """Return how a version of a criterion is judged."""
    if test.not_required:
        return "not_required"
    if test.judgement:
        return "judgement"
    return "unsourced" if test.unsourced else "tested"


def _day_within(version: Version, following: Version | None) -> Any:
    """Return a day on which a version held: its first, as far as that is known, else its last."""
    start = version.start
    if start.latest > BEGINNING:
        return start.earliest if start.latest == END else start.latest
    return following.start.earliest.date() - timedelta(days=1) if following else END.date()


def _behind(policy: Policy, things: tuple[Thing, ...], lang: str) -> Iterator[Past]:
    for thing in things:
        if thing.kind == "figure":
            figure = policy.figure(thing.id)
            title = figure_title(Teller(policy, lang), figure)
            stages = [
                Stage(one, figure_text(policy, figure, one.content, lang), "value", "")
                for one in figure.timeline.versions
            ]
            yield Past(thing, title, figure.timeline.chosen_by, tuple(stages))
        elif thing.kind == "derivation":
            yield _counting(policy, thing, lang)


def _counting(policy: Policy, thing: Thing, lang: str) -> Past:
    derivation = policy.derivations[thing.id]
    title = derivation.fact.label.in_language(lang)
    stages = [
        Stage(one, title, "counted", written_derivation(policy, thing.id, one))
        for one in derivation.timeline.versions
    ]
    return Past(thing, title, derivation.timeline.chosen_by, tuple(stages))


def written_test(policy: Policy, criterion: Criterion, version: Version) -> str:
    """Return the test of a version as it is written in the policy; empty where it has none."""
    return _written(policy, "criteria", criterion.id, criterion.timeline, version)


def written_derivation(policy: Policy, name: str, version: Version) -> str:
    """Return how a version counts, as it is written in the policy."""
    return _written(policy, "derivations", name, policy.derivations[name].timeline, version)


def _written(policy: Policy, section: str, identifier: str, timeline: Timeline, version: Version) -> str:
    place = next(index for index, one in enumerate(timeline.versions) if one is version)
    entry = policy.written_entries[section][identifier]["versions"][place]
    parts = [_part(name, entry[name]) for name in RULE if name in entry]
    return " ".join(" ".join(parts).split())


def _part(name: str, written: Any) -> str:
    if name != "within":
        return f"{RULE[name]} {written}"
    windows = (" ".join(f"{end} {day}" for end, day in window.items()) for window in written)
    return f"within {' and within '.join(windows)}"


def version_as_json(policy: Policy, stage: Stage) -> dict[str, Any]:
    """Return a stage as JSON has it: from when, as far as that is known, what it says, and where it is published."""
    version = stage.version
    start = version.start
    answer: dict[str, Any] = {"from": start.latest.isoformat() if start.latest != END else None}
    if start.uncertain and start.earliest > BEGINNING:
        answer["from_earliest"] = start.earliest.isoformat()
    if start.latest in (BEGINNING, END):
        answer["from"] = start.earliest.isoformat() if start.earliest > BEGINNING else None
    answer |= {"text": stage.text, "state": stage.state, "source": policy.citation(version)}
    more = {"until": version.until and version.until.isoformat(), "rule": stage.rule, "note": version.note}
    return {**answer, **{name: value for name, value in more.items() if value}}
