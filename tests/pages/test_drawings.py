from collections import Counter
from datetime import date

import pytest

from kaitak.service.pages.drawings import draw_lanes, draw_pool
from kaitak.service.pages.shapes import Lane, Pool, Span

START, UNTIL = date(2025, 1, 1), date(2026, 12, 31)


def squares(pool: Pool) -> Counter[str]:
    return Counter(box.kind for box in draw_pool(pool).boxes)


def test_an_empty_pool_has_only_empty_squares() -> None:
    assert squares(Pool("", 3000, 0)) == {"left": 50}


def test_a_single_place_taken_is_seen() -> None:
    assert squares(Pool("", 3000, 1)) == {"taken": 1, "left": 49}


def test_a_single_place_left_is_seen() -> None:
    assert squares(Pool("", 3000, 2999)) == {"taken": 49, "left": 1}


def test_a_full_pool_has_no_empty_square() -> None:
    assert squares(Pool("", 3000, 3000)) == {"taken": 50}


def test_places_held_are_told_from_places_taken() -> None:
    assert squares(Pool("", 100, 50, held=10)) == {"taken": 25, "held": 5, "left": 20}


def test_a_pool_of_no_places_can_be_drawn() -> None:
    assert squares(Pool("", 0, 0)) == {"left": 50}


def test_a_lane_runs_from_the_first_day_to_the_last() -> None:
    drawing = draw_lanes([Lane("A", [Span(START, UNTIL, "meets")])], start=START, until=UNTIL, today=START)
    (box,) = drawing.boxes

    assert (box.x, box.x + box.width) == (220, 944)
    assert drawing.today == 220


def test_what_lies_outside_the_days_shown_is_left_out() -> None:
    past = Span(date(2020, 1, 1), date(2020, 12, 31), "meets")

    drawing = draw_lanes(
        [Lane("A", [past], {date(2030, 1, 1): "Later"})], start=START, until=UNTIL, today=START
    )

    assert (drawing.boxes, drawing.changes) == ((), ())


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2030, 1, 1)])
def test_today_stays_inside_the_picture(day: date) -> None:
    drawing = draw_lanes([], start=START, until=UNTIL, today=day)

    assert 220 <= drawing.today <= 944
