"""A route's criteria as they stand on a day, in the order and grouping the policy has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaitak.rules import Criterion, Policy
from kaitak.rules.figures import figure_text
from kaitak.rules.model import Factor, Test, Tree
from kaitak.rules.reach import figures_of
from kaitak.rules.texts import write
from kaitak.rules.versions import Version, span_of
from kaitak.service.portals.public.sources import since, source_of

MARKS = ("unsourced", "judgement")
SURE = ("official",)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure that a criterion uses and that rests on a source of its own."""

    text: str
    source: Mapping[str, Any]
    since: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: its words, how it is marked, its source, since when, and what it is worth in a points test."""

    identifier: str
    scheme: str
    text: str
    mark: str
    is_gate: bool
    is_uncertain: bool
    source: Mapping[str, Any] | None
    since: str
    figures: tuple[FigureLine, ...]
    points: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria that count together; ``said`` says how many of them are needed, empty where all are."""

    said: str
    lines: "tuple[CriterionLine | Group, ...]"

    @property
    def is_group(self) -> bool:
        """Say that this is no criterion."""
        return True


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads criteria of a scheme on a day; ``statuses`` are the engine's for a person nothing is known of."""

    policy: Policy
    day: date
    language: str
    statuses: Mapping[str, str]
    scheme: str = ""

    def group(self, tree: Tree | str) -> Group:
        """Return a route's requirement as a group."""
        if isinstance(tree, str):
            return Group("", tuple(self._lines([tree])))
        if tree.combine == "points":
            return Group(self._said(tree), tuple(self._factors(tree)))
        return Group(self._said(tree), tuple(self._lines(tree.parts)))

    def _factors(self, tree: Tree) -> Iterator[CriterionLine | Group]:
        """Yield what each factor gives points for: a choice, or a sum with an upper end, as a group of its own."""
        for factor in tree.factors:
            lines = tuple(self._awards(factor))
            if len(lines) < 2 or (factor.summed and factor.most is None):
                yield from lines
            else:
                yield Group(self._counted(factor), lines)

    def _awards(self, factor: Factor) -> Iterator[CriterionLine]:
        for award in factor.awards:
            if line := self.criterion(award.when):
                yield replace(line, points=write(award.points, self.language, unit="point"))

    def _counted(self, factor: Factor) -> str:
        if not factor.summed:
            return _("Of these the one with the most points counts:")
        most = write(factor.most, self.language, unit="point")
        return _("These are added up, to %(most)s at most:") % {"most": most}

    def criterion(self, identifier: str) -> CriterionLine | None:
        """Return a criterion's line; None where nothing is required on the day."""
        criterion = self.policy.criteria[identifier]
        versions = [one for one in criterion.timeline.candidates(span_of(self.day)) if one is not None]
        asked = [one for one in versions if not one.content.not_required]
        if not asked:
            return None
        version = asked[-1]
        status = self.statuses.get(identifier, "")
        return CriterionLine(
            identifier=identifier,
            scheme=self.scheme,
            text=self._text(criterion, version),
            mark=status if status in MARKS else "",
            is_gate=bool(criterion.gate),
            is_uncertain=len(versions) > 1,
            source=source_of(self.policy, version, self.language),
            since=since(version, self.language),
            figures=tuple(self._figures(criterion, version)),
        )

    def _lines(self, parts: Iterable[Tree | str]) -> Iterator[CriterionLine | Group]:
        for part in parts:
            if isinstance(part, Tree):
                group = self.group(part)
                if group.lines:
                    yield group
            elif line := self.criterion(part):
                yield line

    def _text(self, criterion: Criterion, version: Version) -> str:
        content: Test = version.content
        return self.policy.say(content.text or criterion.text, self.language, self.day)

    def _figures(self, criterion: Criterion, version: Version) -> Iterator[FigureLine]:
        for identifier in figures_of(criterion, version.content):
            figure = self.policy.figure(identifier)
            found = [one for one in figure.timeline.candidates(span_of(self.day)) if one is not None]
            for one in found:
                if len(found) == 1 and one.source == version.source and one.confidence in SURE:
                    continue
                words = figure.label.in_language(self.language) if figure.label else ""
                value = figure_text(self.policy, figure, one.content, self.language)
                if not value:
                    continue
                text = _("%(what)s: %(value)s") % {"what": words, "value": value} if words else value
                yield FigureLine(text, source_of(self.policy, one, self.language), since(one, self.language))

    def _said(self, tree: Tree) -> str:
        if tree.combine == "any":
            return _("Any one of these is enough:")
        if tree.combine == "at_least":
            return ngettext("At least %(n)d of these:", "At least %(n)d of these:", tree.least) % {
                "n": tree.least
            }
        if tree.combine == "points":
            mark = tree.pass_mark
            written_mark = (
                mark if isinstance(mark, int) else self.policy.written(mark, self.day, self.language)
            )
            return _("Points are given for these; the pass mark is %(mark)s:") % {"mark": written_mark}
        return _("All of these together:")
