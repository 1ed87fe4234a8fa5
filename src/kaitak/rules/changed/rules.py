"""Changes of criteria, figures, countings and lists."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from kaitak.rules.changed.change import Change, told_on
from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.titles import figure_title
from kaitak.rules.changed.wording import counted
from kaitak.rules.dates import clock
from kaitak.rules.figures import row_name
from kaitak.rules.history import written_test
from kaitak.rules.model import Criterion, DatedList, Derivation, Figure, Row, Test
from kaitak.rules.reach import Thing
from kaitak.rules.versions import Start, Timeline, Version

ONE_DAY = timedelta(days=1)


def criterion_changes(teller: Teller, criterion: Criterion) -> Iterator[Change]:
    """Yield what changed of a criterion: asked for, dropped, worded or judged in another way."""
    thing = Thing("criterion", criterion.id)
    for before, version in _steps(teller, thing, criterion.timeline):
        how = _turn(teller, criterion, before, version)
        if how:
            text = version.content.text or criterion.text
            yield teller.of_version(thing, version, how, teller.words(text))
    yield from _end(teller, thing, criterion.timeline, teller.words(criterion.text))


def _turn(teller: Teller, criterion: Criterion, before: Version | None, version: Version) -> str:
    old, new = before.content if before else Test(not_required=True), version.content
    if new.not_required:
        return "" if old.not_required else "dropped"
    if old.not_required:
        return "awarded" if criterion.id in teller.awarded else "required"
    if (old.text or criterion.text) != (new.text or criterion.text):
        return "reworded"
    alike = _judging(teller, criterion, before) == _judging(teller, criterion, version)
    return "" if alike else "judged"


def _judging(teller: Teller, criterion: Criterion, version: Version | None) -> tuple[str, bool, bool]:
    """Return what makes two versions judge alike."""
    content = version.content if version else Test(not_required=True)
    test = written_test(teller.policy, criterion, version) if version else ""
    return test, content.judgement, content.unsourced


def figure_changes(teller: Teller, figure: Figure) -> Iterator[Change]:
    """Yield every new value of a figure."""
    thing, title = Thing("figure", figure.id), figure_title(teller, figure)
    for before, version in _steps(teller, thing, figure.timeline):
        after = teller.figure(figure, version.content)
        if before is None:
            yield teller.of_version(thing, version, "introduced", title, after=after)
        elif before.content != version.content:
            old = teller.figure(figure, before.content)
            yield teller.of_version(thing, version, "value", title, before=old, after=after)
    yield from _end(teller, thing, figure.timeline, title)


def derivation_changes(teller: Teller, derivation: Derivation) -> Iterator[Change]:
    """Yield when something was counted in another way."""
    thing, title = Thing("derivation", derivation.fact.name), derivation.fact.label.in_language(teller.lang)
    for before, version in _steps(teller, thing, derivation.timeline):
        if before is not None:
            yield teller.of_version(thing, version, "counted", title)


def _steps(teller: Teller, thing: Thing, timeline: Timeline) -> Iterator[tuple[Version | None, Version]]:
    """Yield each version with the one before, where a route that rests on it was open by then."""
    opened = teller.first_opening(thing)
    for before, version in pairwise([None, *timeline.versions]):
        if version is not None and opened is not None and told_on(version.start) > opened:
            yield before, version


def _end(teller: Teller, thing: Thing, timeline: Timeline, title: str) -> Iterator[Change]:
    last = timeline.versions[-1]
    if last.until and teller.first_opening(thing):
        start = exact(last.until + ONE_DAY)
        yield teller.at(thing, start, "ended", title, source=teller.policy.citation(last))


def exact(day: date) -> Start:
    """Return the start of something that begins on a day."""
    return Start(clock(day), clock(day))


def list_changes(teller: Teller, found: DatedList) -> Iterator[Change]:
    """Yield what came onto a list and what was taken off, day by day."""
    thing = Thing("list", found.name)
    opened = teller.first_opening(thing)
    for day in sorted({row.effective_from for row in found.rows} | {_gone(row) for row in found.rows}):
        if opened is not None and opened < day < date.max:
            yield from _listed(teller, thing, found, day)


def _listed(teller: Teller, thing: Thing, found: DatedList, day: date) -> Iterator[Change]:
    came = {row.name: row for row in found.rows if row.effective_from == day}
    went = {row.name: row for row in found.rows if _gone(row) == day}
    added, removed = (
        [row for name, row in came.items() if name not in went],
        [row for name, row in went.items() if name not in came],
    )
    if not added and not removed:
        return
    policy, lang = teller.policy, teller.lang
    names = [tuple(row_name(policy, found, row, lang) for row in rows) for rows in (added, removed)]
    source = policy.cite(next((row.source for row in came.values() if row.source), "") or found.source)
    yield teller.at(
        thing, _start(day, came), "listed", found.title.in_language(lang), source=source,
        became=counted(len(added), len(removed), lang), added=names[0], removed=names[1],
    )  # fmt: skip


def _start(day: date, came: Mapping[str, Row]) -> Start:
    """Return how well the day is known on which rows came onto a list."""
    after = [row.effective_after for row in came.values() if row.effective_after]
    return Start(clock(min(after) + ONE_DAY), clock(day)) if after else exact(day)


def _gone(row: Row) -> date:
    return row.effective_until + ONE_DAY if row.effective_until else date.max
