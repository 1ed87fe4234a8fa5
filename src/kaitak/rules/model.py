"""What a policy consists of, once it is read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kaitak.rules.nodes import Node, Type
from kaitak.rules.texts import Text
from kaitak.rules.values import UNSOURCED as UNSOURCED
from kaitak.rules.values import Truth
from kaitak.rules.versions import Span, Timeline, Version


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is published."""

    id: str
    title: Text
    publisher: Text
    page: str = ""
    revised: str = ""
    confidence: str = "official"
    operator: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One word of the vocabulary: something that can be asked or worked out about a person."""

    name: str
    kind: str
    path: str
    label: Text
    type: Type
    question: Text | None = None
    help: Text | None = None
    unit: str | None = None
    values: Mapping[str, Text] = field(default_factory=dict)
    limits: Mapping[str, Any] = field(default_factory=dict)
    expected: Mapping[str, Any] = field(default_factory=dict)
    otherwise: Text | None = None
    fields: Mapping[str, "Fact"] = field(default_factory=dict)
    currency: str = ""
    alias: str = ""
    absent_open: bool = False
    not_before: str = ""
    mutable: bool = False
    sensitive: bool = False
    usual: Any = None
    effort: int = 0
    note: str = ""

    @property
    def spoken(self) -> str:
        """Return the name by which an expression calls it."""
        return self.alias or self.name


@dataclass(frozen=True, slots=True)
class Reduction:
    """How one number, day or condition is drawn from a list of records."""

    reduce: str
    over: str
    where: Node | None = None
    field: str = ""
    rates: str = ""
    period: tuple[str, str] = ("from", "until")
    within: tuple[tuple[Node | None, Node | None], ...] = ()
    most: Node | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A fact that is worked out; each version's content is a Reduction or an expression."""

    fact: Fact
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, length of time, day or set of codes that the rules use; content: the value, or a table by key."""

    id: str
    type: Type
    timeline: Timeline
    unit: str | None = None
    by: str = ""
    label: Text | None = None

    @property
    def for_all(self) -> bool:
        """Say whether the day of application alone chooses the figure."""
        return not self.by and self.timeline.chosen_by == "applied_on"


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One entry of a dated list."""

    name: str
    names: tuple[str, ...]
    effective_from: date
    effective_until: date | None
    source: str
    more: Mapping[str, str] = field(default_factory=dict)
    effective_after: date | None = None


@dataclass(frozen=True, eq=False)
class DatedList:
    """A list whose rows come and go; while one of ``incomplete`` lasts, further rows exist that are not known."""

    name: str
    kind: str
    title: Text
    source: str
    rows: tuple[Row, ...]
    incomplete: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """What one version of a criterion says."""

    __test__ = False

    test: Node | None = None
    judgement: bool = False
    unsourced: bool = False
    not_required: bool = False
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One published condition."""

    id: str
    text: Text
    timeline: Timeline
    found: str = ""
    needed: str = ""
    gate: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """Points given where a criterion is met."""

    points: int
    when: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a points test: its best award, or the sum of those met."""

    id: str
    awards: tuple[Award, ...]
    summed: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """A combinator over criteria: ``all``, ``any``, ``at_least`` or ``points``."""

    combine: str
    parts: "tuple[Tree | str, ...]" = ()
    least: int = 0
    test: str = ""
    pass_mark: "int | str" = 0
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class StayCase:
    """One case of an initial stay."""

    months: "int | str"
    when: Node | None = None


@dataclass(frozen=True, slots=True)
class InitialStay:
    """How long the first permission normally is."""

    cases: tuple[StayCase, ...]
    capped_by: str = ""
    linked_to: str = ""
    text: Text | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One way of a scheme."""

    id: str
    scheme: str
    kind: str
    title: Text
    open: tuple[Version, ...]
    require: Timeline
    for_whom: Text | None = None
    applies: str = ""
    person: str = ""
    many: bool = False
    initial_stay: InitialStay | None = None
    quota: str = ""

    def is_open(self, span: Span) -> Truth:
        """Say whether the route is open throughout a span; ``None`` where only a part of it is, or may be."""
        possible = False
        for version in self.open:
            ends_within = version.until is not None and version.until < span.last.date()
            if version.start.latest <= span.first and not ends_within:
                return True
            possible = possible or not (
                version.start.earliest > span.last or version.ended_before(span.first)
            )
        return None if possible else False


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme, as it is presented."""

    code: str
    order: int
    title: Text
    short_title: Text
    summary: Text
    for_whom: Text
    official_page: str
    specified: bool
    processing: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Quota:
    """Places of an intake; ``overall`` and ``each`` are numbers as of its first day.

    Where its first day is not published, ``figure`` gives the number on the day of application and ``overall``
    the newest.
    """

    id: str
    scheme: str
    title: Text
    first: date | None
    last: date | None
    overall: int
    takes: str
    source: str
    at: str = ""
    by: str = ""
    each: int | None = None
    pools: tuple[str, ...] = ()
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What no source decides and a service must: the operator's own."""

    id: str
    value: Any
    unit: str | None
    question: Text
    reason: Text
