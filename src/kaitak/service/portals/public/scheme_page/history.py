"""Everything of a scheme that changed, and when: routes, criteria, figures, countings, lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaitak.rules import Criterion, Figure, Policy, Route, Text
from kaitak.rules.combine import criteria_in
from kaitak.rules.model import Reduction, Test
from kaitak.rules.nodes import ListName, Node, facts_in, figures_in
from kaitak.rules.texts import word
from kaitak.rules.versions import END, Timeline, Version
from kaitak.service.pages.formats import day_text
from kaitak.service.portals.public.scheme_page.criteria import figures_of
from kaitak.service.portals.public.scheme_page.figures import figure_text
from kaitak.service.portals.public.sources import began, source_of, with_title


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed on a day; ``began`` says how well the day is known."""

    day: date
    began: str
    what: str
    became: str
    source: Mapping[str, Any]
    note: str = ""
    routes: tuple[str, ...] = ()


def changes_of(policy: Policy, routes: list[Route], language: str) -> list[Change]:
    """Return every change of some routes, the newest first; each once, with the routes it touches."""
    found: dict[tuple[date, str, str], Change] = {}
    for route in routes:
        for change in _History(policy, language).of(route):
            key = (change.day, change.what, change.became)
            known = found.get(key, change)
            title = route.title.in_language(language)
            found[key] = replace(known, routes=tuple(dict.fromkeys((*known.routes, title))))
    return sorted(found.values(), key=lambda change: change.day, reverse=True)


class _History:
    """Reads the changes of one route; what is met twice is told once."""

    def __init__(self, policy: Policy, language: str) -> None:
        self.policy, self.language = policy, language
        self.seen: set[str] = set()

    def of(self, route: Route) -> Iterator[Change]:
        """Yield the changes of everything a route rests on, after it opened."""
        opened = min(version.start.latest.date() for version in route.open)
        for change in self._all(route):
            if change.day > opened:
                yield change

    def _all(self, route: Route) -> Iterator[Change]:
        trees = [one.content for one in route.require.versions]
        named = dict.fromkeys(name for tree in trees if tree for name in criteria_in(tree))
        for name in [*([route.applies] if route.applies else []), *named]:
            yield from self._criterion(self.policy.criteria[name])
        for case in route.initial_stay.cases if route.initial_stay else ():
            if isinstance(case.months, str):
                yield from self._figure(self.policy.figure(case.months), _("Length of stay"))

    def _criterion(self, criterion: Criterion) -> Iterator[Change]:
        if not self._new(criterion.id):
            return
        before: Version | None = None
        for version in criterion.timeline.versions:
            if before is not None:
                yield from self._tested(criterion, before, version)
            before = version
            about = version.content.text or criterion.text
            for name in figures_of(criterion, version.content):
                figure = self.policy.figure(name)
                yield from self._figure(figure, self._said(about, figure))
            yield from self._counted(version.content.test)

    def _said(self, text: Text, figure: Figure) -> str:
        """Return what a figure is called: its label, else the words it stands in, with a gap for it."""
        return text.fill(self.language, lambda name: "…" if name == figure.id else self._newest(name))

    def _newest(self, name: str) -> str:
        figure = self.policy.figure(name)
        return figure_text(self.policy, figure, figure.timeline.versions[-1].content, self.language) or "…"

    def _tested(self, criterion: Criterion, before: Version, version: Version) -> Iterator[Change]:
        old: Test = before.content
        new: Test = version.content
        words = (new.text or criterion.text).fill(self.language, self._newest)
        if new.not_required:
            yield self._change(version, words, _("No longer required"))
        elif old.not_required:
            yield self._change(version, words, _("Required from then on"))
        elif (old.text or criterion.text) != (new.text or criterion.text):
            yield self._change(version, words, _("Required in these words"))
        elif repr(old) != repr(new):
            yield self._change(version, words, _("Judged in another way"))

    def _figure(self, figure: Figure, about: str) -> Iterator[Change]:
        if not self._new(figure.id):
            return
        what = figure.label.in_language(self.language) if figure.label else about
        values = [
            figure_text(self.policy, figure, one.content, self.language) for one in figure.timeline.versions
        ]
        for before, value, version in zip(values, values[1:], figure.timeline.versions[1:], strict=False):
            change = _("%(before)s became %(after)s") % {
                "before": before or _("unpublished"),
                "after": value or _("unpublished"),
            }
            yield self._change(version, what, change)

    def _counted(self, node: Node | None) -> Iterator[Change]:
        for name in facts_in(node):
            derivation = self.policy.derivations.get(name)
            if derivation is None or not self._new(name):
                continue
            label = derivation.fact.label.in_language(self.language)
            for version in derivation.timeline.versions[1:]:
                yield self._change(version, label, _("Counted in another way"))
            yield from self._behind(derivation.timeline, label)

    def _behind(self, timeline: Timeline, label: str) -> Iterator[Change]:
        """Yield the changes of the figures, facts and lists that a counting uses."""
        for version in timeline.versions:
            for node in _nodes(version.content):
                for name in figures_in(node):
                    yield from self._figure(self.policy.figure(name), label)
                for part in node.walk():
                    if isinstance(part, ListName):
                        yield from self._list(part.name)
                yield from self._counted(node)

    def _list(self, name: str) -> Iterator[Change]:
        if not self._new(name):
            return
        found = self.policy.lists[name]
        added: dict[date, list[str]] = {}
        ended: dict[date, int] = {}
        for row in found.rows:
            added.setdefault(row.effective_from, []).append(row.source)
            if row.effective_until:
                day = row.effective_until + timedelta(days=1)
                ended[day] = ended.get(day, 0) + 1
        for day in sorted({*added, *ended}):
            sources = added.get(day) or [found.source]
            title, source = found.title.in_language(self.language), sources[0] or found.source
            yield self._listed(day, title, len(added.get(day, ())), ended.get(day, 0), source)

    def _listed(self, day: date, title: str, added: int, ended: int, source: str) -> Change:
        told = [
            ngettext("%(n)d entry added", "%(n)d entries added", added) % {"n": added} if added else "",
            ngettext("%(n)d entry taken off", "%(n)d entries taken off", ended) % {"n": ended}
            if ended
            else "",
        ]
        cited = with_title(self.policy, self.policy.cite(source), self.language)
        became = word("comma", self.language).join(filter(None, told))
        return Change(day, day_text(day, self.language), title, became, cited)

    def _change(self, version: Version, what: str, became: str) -> Change:
        return Change(
            day=(version.start.earliest if version.start.latest == END else version.start.latest).date(),
            began=began(version, self.language),
            what=what,
            became=became,
            source=source_of(self.policy, version, self.language),
            note=version.note if self.language == "en" else "",
        )

    def _new(self, name: str) -> bool:
        if name in self.seen:
            return False
        self.seen.add(name)
        return True


def _nodes(content: Any) -> list[Node]:
    if isinstance(content, Reduction):
        ends = [end for window in content.within for end in window]
        return [one for one in (content.where, *ends) if one is not None]
    return [content] if isinstance(content, Node) else []
