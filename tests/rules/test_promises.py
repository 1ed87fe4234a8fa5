"""Promises about the packaged policy as a whole."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kaitak.rules import load_policy, packaged_folder
from kaitak.rules.cases import Case, load_cases
from kaitak.rules.inspection import inspect
from kaitak.rules.profile import Person
from kaitak.rules.versions import END, Timeline

POLICY = load_policy()
CASES = load_cases(packaged_folder())
ONE_DAY = timedelta(days=1)


def test_the_policy_has_no_fault_and_every_case_holds() -> None:
    found = inspect(POLICY, [packaged_folder()])

    assert [str(fault) for fault in found.faults] == []
    assert found.cases == len(CASES)


def changes(timeline: Timeline) -> Iterator[tuple[set[date], date]]:
    """Yield the days that may stand for the day before a change, and the first day of what is new."""
    for version in timeline.versions[1:]:
        start = version.start
        if start.latest != END and start.latest.time() == datetime.min.time():
            yield {(start.earliest - ONE_DAY).date(), (start.latest - ONE_DAY).date()}, start.latest.date()


def dated() -> list[tuple[str, Timeline]]:
    named: list[tuple[str, Timeline]] = [(one.id, one.timeline) for one in POLICY.criteria.values()]
    named += [(one.id, one.timeline) for one in POLICY.figures.values()]
    return [one for one in named if list(changes(one[1]))]


def names(case: Case) -> set[str]:
    """Return what a case speaks of; a figure by the criteria that need it, too."""
    spoken = {key.rpartition("/")[2].partition("[")[0] for key in case.expect}
    for key in list(spoken):
        criterion: Any = POLICY.criteria.get(key)
        if criterion is not None and criterion.needed:
            spoken.add(criterion.needed)
    return spoken


def chosen_day(case: Case, fact: str) -> date | None:
    """Return the day by which a case chooses versions: one of its dates, or what its profile says."""
    if fact in case.dates:
        found: date = case.dates[fact]
        return found
    said = Person(case.profile).raw(POLICY.fact(fact).path)
    return date.fromisoformat(str(said)) if said else None


@pytest.mark.parametrize(
    ("name", "timeline"), dated(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_change_has_a_case_on_the_day_before_and_on_the_day(name: str, timeline: Timeline) -> None:
    tested = {chosen_day(case, timeline.chosen_by) for case in CASES if name in names(case)}

    assert [before for before, _ in changes(timeline) if not before & tested] == []
    assert [first for _, first in changes(timeline) if first not in tested] == []


def test_every_route_of_a_scheme_has_a_case() -> None:
    spoken = {key.rpartition("/")[2] for case in CASES for key in case.expect}

    assert set(POLICY.routes) - spoken == set()
