"""The interview asks at most half of what a fixed form asks, and chooses fast."""

import random
import statistics
from datetime import date
from typing import Any

from benchmarks.interview import Figures, form_of, interview
from benchmarks.invented_people import invent
from kaitak.rules import load_policy

DAY = date(2026, 3, 1)


def test_on_average_at_most_half_of_a_form_s_questions_are_asked() -> None:
    policy, draw = load_policy(), random.Random(7)
    form = form_of(policy, DAY, ["entry"])
    people: list[dict[str, Any]] = [invent(policy, form, draw, DAY) for _ in range(25)]
    figures = Figures()

    for person in people:
        interview(policy, person, DAY, ["entry"], lambda found: found[0], figures)

    assert statistics.mean(figures.asked) <= len(form) / 2
