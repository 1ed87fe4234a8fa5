"""Where things stand in our drawings: a pool's squares, a timeline's lanes. Whole numbers, no styles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kaitak.service.pages.shapes import Lane, Pool, Span

SQUARES = 50
ROW = 25
CELL = 12
GAP = 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a drawing; ``kind`` is its class."""

    x: int
    y: int
    width: int
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The parts of a drawing and its size."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    labels: tuple[Box, ...] = ()
    grid: tuple[Box, ...] = ()
    changes: tuple[Box, ...] = ()
    today: int = 0


def draw_pool(pool: Pool) -> Drawing:
    """Return a pool as squares; one place taken or held fills a square, one left keeps one empty."""
    taken, held = _share(pool.taken, pool.total), _share(pool.held, pool.total)
    used = min(taken + held, SQUARES)
    if pool.left > 0:
        used = min(used, SQUARES - 1)
    kinds = ["taken"] * min(taken, used) + ["held"] * (used - min(taken, used)) + ["left"] * (SQUARES - used)
    step = CELL + GAP
    boxes = tuple(
        Box(index % ROW * step, index // ROW * step, CELL, kind) for index, kind in enumerate(kinds)
    )
    return Drawing(ROW * step - GAP, SQUARES // ROW * step - GAP, boxes)


def _share(places: int, total: int) -> int:
    return -(-places * SQUARES // total) if total and places > 0 else 0


LABELS = 220
WIDE = 960
LANE = 34
TOP = 34


def draw_lanes(lanes: Sequence[Lane], *, start: date, until: date, today: date) -> Drawing:
    """Return lanes between two days, one below the other, with a grid of years and a line for today."""
    scale = _Scale(start, until)
    boxes, labels, changes = [], [], []
    for index, lane in enumerate(lanes):
        y = TOP + index * LANE
        labels.append(Box(12, y + 21, 0, "name", lane.name))
        boxes += [box for span in lane.spans if (box := _span_box(span, y, scale))]
        changes += [
            Box(scale.x(day), y, 0, "change", text)
            for day, text in lane.changes.items()
            if start <= day <= until
        ]
    grid = tuple(Box(scale.x(day), 0, 0, "year", str(day.year)) for day in _new_years(start, until))
    height = TOP + len(lanes) * LANE + 8
    return Drawing(WIDE, height, tuple(boxes), tuple(labels), grid, tuple(changes), scale.x(today))


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    until: date

    def x(self, day: date) -> int:
        whole = max(1, (self.until - self.start).days)
        inside = min(max(0, (day - self.start).days), whole)
        return LABELS + inside * (WIDE - LABELS - 16) // whole


def _span_box(span: Span, y: int, scale: _Scale) -> Box | None:
    if span.until < scale.start or span.start > scale.until:
        return None
    left, right = scale.x(span.start), scale.x(span.until)
    return Box(left, y + 7, max(2, right - left), span.verdict)


def _new_years(start: date, until: date) -> Iterator[date]:
    for year in range(start.year, until.year + 1):
        first = date(year, 1, 1)
        if start <= first <= until:
            yield first
