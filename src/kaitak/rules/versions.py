"""Dated versions, with starts that may be known only roughly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from kaitak.rules.dates import clock, last_instant
from kaitak.rules.values import ends

BEGINNING, END = clock(date.min), last_instant(date.max)
UNPUBLISHED_START = "unpublished"


class Start(NamedTuple):
    """When a version began: between two wall-clock instants of Hong Kong, both included."""

    earliest: datetime
    latest: datetime

    @property
    def uncertain(self) -> bool:
        """Say whether the start is known only roughly."""
        return self.earliest != self.latest


@dataclass(frozen=True, slots=True)
class Version:
    """What holds from a start on, with the source that says so; ``supplied`` are sources of single keys."""

    start: Start
    content: Any
    source: str
    at: str = ""
    until: date | None = None
    confidence: str = "official"
    note: str = ""
    supplied: Mapping[str, str] = field(default_factory=dict)

    def ended_before(self, instant: datetime) -> bool:
        """Say whether the last day of the version is over at an instant."""
        return self.until is not None and last_instant(self.until) < instant


class Span(NamedTuple):
    """The instants at which the choosing date may lie."""

    first: datetime
    last: datetime

    @property
    def exact(self) -> bool:
        """Say whether the span is one day or one moment."""
        return self.first.date() == self.last.date()


def span_of(value: Any) -> Span:
    """Return the instants that a day, a moment, a pair or nothing known may mean."""
    low, high = ends(value)
    return Span(BEGINNING if low is None else clock(low), END if high is None else last_instant(high))


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Every version of one thing, oldest first; each timeline is its own."""

    versions: tuple[Version, ...]
    chosen_by: str = "applied_on"

    def candidates(self, span: Span) -> tuple[Version | None, ...]:
        """Return every version that could hold; ``None`` among them where none might."""
        answer: list[Version | None] = []
        if self._nothing_at(span):
            answer.append(None)
        for index, version in enumerate(self.versions):
            superseded = any(later.start.latest <= span.first for later in self.versions[index + 1 :])
            if (
                version.start.earliest <= span.last
                and not superseded
                and not version.ended_before(span.first)
            ):
                answer.append(version)
        return tuple(answer)

    def _nothing_at(self, span: Span) -> bool:
        """Say whether the span may touch a time that no version covers."""
        if not self.versions or self.versions[0].start.latest > span.first:
            return True
        for index, version in enumerate(self.versions):
            following = self.versions[index + 1].start.latest if index + 1 < len(self.versions) else END
            if version.until is None or last_instant(version.until) >= span.last:
                continue
            if span.first < following and following > clock(version.until + timedelta(days=1)):
                return True
        return False

    def on(self, day: date | datetime) -> Version | None:
        """Return the newest version that could hold on a day."""
        return self.candidates(span_of(day))[-1] if self.candidates(span_of(day)) else None
