"""Reducers: from a list of records to one fact, pairs of least and most where the records have holes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from kaitak.rules.dates import OPEN_END, months_in
from kaitak.rules.model import Derivation, Reduction
from kaitak.rules.nodes import Node
from kaitak.rules.records import Record, stretch_of
from kaitak.rules.trace import NOTHING, Known, decisive, evaluate
from kaitak.rules.values import ends, is_known, pair
from kaitak.rules.versions import Version
from kaitak.rules.view import View

if TYPE_CHECKING:
    from kaitak.rules.matter import Matter


def nodes_of(content: Any) -> list[Node]:
    """Return the expressions of a version of a derivation."""
    if isinstance(content, Reduction):
        found = [content.where, *(end for window in content.within for end in window), content.most]
        return [node for node in found if node is not None]
    return [content] if isinstance(content, Node) else []


class Member(NamedTuple):
    """A record with whether it passes the test."""

    record: Record
    passes: Known


def derived(matter: "Matter", derivation: Derivation, version: Version) -> Known:
    """Return a derived fact by one of its versions."""
    content = version.content
    used = tuple(nodes_of(content))
    if isinstance(content, Node):
        return matter.over_figures(used, lambda view: evaluate(content, view))
    raw = matter.fact(content.over)
    if raw.value is None:
        return Known(
            UNKNOWN.get(content.reduce),
            frozenset([matter.person.where(matter.policy.facts[content.over].path)]),
        )
    return matter.over_figures(used, lambda view: _reduce(view, content, raw.value))


UNKNOWN: dict[str, Any] = {"count": pair(0, None), "months": pair(0, None), "sum": None}


def _reduce(view: View, reduction: Reduction, records: list[Mapping[str, Any]]) -> Known:
    matter = view.matter
    fact = matter.policy.facts[reduction.over]
    place = matter.person.where(fact.path)
    members: list[Member] = []
    failed: list[frozenset[str]] = []
    for index, raw in enumerate(records):
        record = Record(matter, fact, raw, f"{place}[{index}]")
        seen = View(matter, view.figures, record)
        passes = evaluate(reduction.where, seen) if reduction.where else Known(value=True)
        if passes.value is False:
            failed.append(passes.by)
        else:
            members.append(Member(record, passes))
    found = _REDUCERS[reduction.reduce](view, reduction, members)
    return found if found.why or found.by else found._replace(by=decisive(failed) or frozenset([place]))


def _exists(_: View, __: Reduction, members: list[Member]) -> Known:
    passing = [member.passes.by for member in members if member.passes.value]
    if passing:
        return Known(value=True, by=passing[0])
    return Known(None, _reasons(members)) if members else Known(value=False)


def _count(_: View, __: Reduction, members: list[Member]) -> Known:
    certain = sum(member.passes.value is True for member in members)
    return Known(pair(certain, len(members)), _reasons(members))


def _reasons(members: list[Member]) -> frozenset[str]:
    return frozenset[str]().union(*(member.passes.why for member in members if member.passes.value is None))


def _months(view: View, reduction: Reduction, members: list[Member]) -> Known:
    certain: list[tuple[date, date]] = []
    possible: list[tuple[date, date]] = []
    why: frozenset[str] = _reasons(members)
    for member in members:
        stretch = stretch_of(view, reduction, member.record)
        why |= stretch.why if stretch.certain != stretch.possible else NOTHING
        possible.append(stretch.possible)
        if member.passes.value is True:
            certain.append(stretch.certain)
    unbounded = any(end == OPEN_END and start <= end for start, end in possible)
    most = None if unbounded else months_in(_bounded(possible))
    value = pair(months_in(_bounded(certain)), most)
    return Known(value, NOTHING if is_known(value) else why)


def _bounded(periods: list[tuple[date, date]]) -> list[tuple[date, date]]:
    return [(start, end) for start, end in periods if start <= end and end != OPEN_END and start != date.min]


def _sum(view: View, reduction: Reduction, members: list[Member]) -> Known:
    least: Decimal | None = Decimal(0)
    most: Decimal | None = Decimal(0)
    why: frozenset[str] = NOTHING
    for member in members:
        amount = member.record.amount(reduction)
        inside = _inside(view, reduction, member)
        if inside.value is False:
            continue
        low, high = ends(amount.value)
        certain = inside.value is True and member.passes.value is True
        least = _add(least, low if certain else (None if low is None or low < 0 else 0))
        most = _add(most, high if certain or high is None else max(high, 0))
        why |= (
            amount.why | inside.why | member.passes.why
            if not (certain and is_known(amount.value))
            else NOTHING
        )
    value = pair(_floor(least), _floor(most))
    if reduction.most:
        limit = evaluate(reduction.most, view)
        value, why = _at_most(value, limit.value), why | limit.why
    return Known(value, NOTHING if is_known(value) else why)


def _at_most(total: Any, limit: Any) -> Any:
    low, high = ends(total)
    lowest, highest = ends(limit)
    least = None if low is None or lowest is None else min(low, lowest)
    return pair(least, min((one for one in (high, highest) if one is not None), default=None))


def _add(total: Any, part: Any) -> Any:
    return None if total is None or part is None else total + part


def _floor(value: Any) -> int | None:
    return None if value is None else int(value // 1)


def _inside(view: View, reduction: Reduction, member: Member) -> Known:
    """Say whether a record's period lies in the windows; one that overlaps may or may not."""
    if not reduction.within:
        return Known(value=True)
    stretch = stretch_of(view, reduction, member.record)
    if stretch.possible[0] > stretch.possible[1]:
        return Known(value=False)
    within = stretch.certain == stretch.possible == stretch.whole
    place = frozenset([f"{member.record.place}.{name}" for name in reduction.period])
    return Known(value=True) if within else Known(None, stretch.why or place)


def _extreme(view: View, reduction: Reduction, members: list[Member]) -> Known:
    latest = reduction.reduce == "latest"
    known = [(member, member.record.field(reduction.field)) for member in members]
    why = _reasons(members).union(*(field.why for _, field in known))
    if not known:
        return Known(date.min if latest else OPEN_END)
    if any(field.value is None for _, field in known):
        return Known(None, why)
    certain = [field.value for member, field in known if member.passes.value is True]
    every = [field.value for _, field in known]
    if not certain:
        return Known(None, why)
    choose = max if latest else min
    low = choose(ends(one).least for one in (certain if latest else every))
    high = choose(ends(one).most for one in (every if latest else certain))
    value = pair(low, high)
    return Known(value, NOTHING if is_known(value) else why)


_REDUCERS = {
    "exists": _exists,
    "count": _count,
    "months": _months,
    "sum": _sum,
    "latest": _extreme,
    "earliest": _extreme,
}
