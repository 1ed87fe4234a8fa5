"""One record in hand: its fields, its amount, and its period clipped by windows."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from kaitak.rules.dates import OPEN_END
from kaitak.rules.model import Fact, Reduction
from kaitak.rules.trace import NOTHING, Known, evaluate
from kaitak.rules.values import ends, is_known, pair
from kaitak.rules.view import View

if TYPE_CHECKING:
    from kaitak.rules.matter import Matter


class Record:
    """One record in hand: its fields as the engine reckons with them."""

    def __init__(self, matter: "Matter", fact: Fact, raw: Mapping[str, Any], place: str) -> None:
        self.matter, self.fact, self.raw, self.place = matter, fact, raw, place

    def field(self, name: str) -> Known:
        """Return a field; an absent one that stays open never ends."""
        field = self.fact.fields[name]
        if self.raw.get(name) is None and field.absent_open:
            return Known(OPEN_END)
        value = self.matter.read(field, self.raw.get(name))
        exact = is_known(value) and field.type.kind not in ("text", "texts")
        where = frozenset([f"{self.place}.{name}"])
        return Known(value, NOTHING if exact else where, NOTHING if value is None else where)

    def amount(self, reduction: Reduction) -> Known:
        """Return the amount of a field in Hong Kong dollars, or as it is where it has no currency."""
        field = self.fact.fields[reduction.field]
        known = self.field(reduction.field)
        if field.kind != "money" or known.value is None:
            return known
        currency = self.field(field.currency or "currency")
        if currency.value in (None, "HKD"):
            return known if currency.value else Known(None, currency.why)
        rates = self.matter.fact(reduction.rates) if reduction.rates else Known(None)
        rate = (rates.value or {}).get(currency.value)
        if rate is None:
            return Known(
                None, frozenset([f"{self.matter.policy.facts[reduction.rates].path}.{currency.value}"])
            )
        return Known(known.value * rate)


class Window(NamedTuple):
    """Ends of all windows together: certain and possible."""

    first: Any
    last: Any
    why: frozenset[str]


def _window(view: View, reduction: Reduction, record: Record) -> Window:
    seen = View(view.matter, view.figures, record)
    firsts, lasts = [(date.min, date.min)], [(date.max, date.max)]
    why: frozenset[str] = NOTHING
    for start, end in reduction.within:
        for node, found, open_end in ((start, firsts, date.max), (end, lasts, date.min)):
            if node is not None:
                known = evaluate(node, seen)
                low, high = ends(known.value)
                why |= known.why
                found.append(((date.min if low is None else low), (date.max if high is None else high)))
                if known.value is None and open_end is date.min:
                    found[-1] = (date.min, date.max)
    first = pair(max(low for low, _ in firsts), max(high for _, high in firsts))
    last = pair(min(low for low, _ in lasts), min(high for _, high in lasts))
    return Window(first, last, why)


class Stretch(NamedTuple):
    """A record's period, clipped: what is certainly and what is possibly inside."""

    certain: tuple[date, date]
    possible: tuple[date, date]
    whole: tuple[date, date]
    why: frozenset[str]


def stretch_of(view: View, reduction: Reduction, record: Record) -> Stretch:
    """Return a record's period, clipped by the windows of a reduction."""
    first, last = (record.field(name) for name in reduction.period)
    window = _window(view, reduction, record)
    begin = Known((ends(first.value).least or date.min, ends(first.value).most or date.max))
    finish = Known((ends(last.value).least or date.min, ends(last.value).most or date.max))
    low, high = ends(window.first)
    low_end, high_end = ends(window.last)
    return Stretch(
        (max(begin.value[1], high), min(finish.value[0], low_end)),
        (max(begin.value[0], low), min(finish.value[1], high_end)),
        (begin.value[0], finish.value[1]),
        first.why | last.why | window.why,
    )
