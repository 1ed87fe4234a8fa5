"""Which rules no worked case pins: changes without a case the day before and on the day, lone sides of thresholds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from kaitak.rules import nodes
from kaitak.rules.assessment import Sheet
from kaitak.rules.cases import Case, asked_about
from kaitak.rules.combine import Findings, criteria_in, points_tests
from kaitak.rules.errors import Fault
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED, Tree
from kaitak.rules.nodes import Node, figures_in
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person
from kaitak.rules.reach import Thing, behind
from kaitak.rules.versions import END, Start, Timeline

ONE_DAY = timedelta(days=1)
VERDICTS = ("meets", "fails")
ORDERED = ("<", "<=", ">", ">=")


def uncovered(policy: Policy, cases: Sequence[Case]) -> list[Fault]:
    """Return what no worked case pins, each in words that say which case is wanted."""
    days = _Days(policy, cases)
    return [*_changes(policy, days), *_thresholds(policy, cases)]


class _Days:
    """The days on which cases speak of each thing, by the fact that chooses its versions."""

    def __init__(self, policy: Policy, cases: Sequence[Case]) -> None:
        self.policy = policy
        self.cases: dict[str, list[Case]] = {}
        for case in cases:
            for name in self._spoken(case):
                self.cases.setdefault(name, []).append(case)

    def of(self, name: str, chosen_by: str) -> set[date]:
        """Return the days of the cases that speak of a thing."""
        found = {chosen_day(self.policy, case, chosen_by) for case in self.cases.get(name, ())}
        return {day for day in found if day is not None}

    def _spoken(self, case: Case) -> set[str]:
        """Return what a case speaks of: itself, and by a criterion what it needs and the countings behind it."""
        spoken = set(spoken_of(case))
        for name in list(spoken):
            criterion = self.policy.criteria.get(name)
            if criterion is not None:
                spoken |= {one.id for one in behind(self.policy, criterion) if one.kind == "derivation"}
                spoken |= {criterion.needed} - {""}
        return spoken


def spoken_of(case: Case) -> Iterator[str]:
    """Yield the names a case expects something of."""
    for key in case.expect:
        yield key.rpartition("/")[2].partition("[")[0]


def chosen_day(policy: Policy, case: Case, fact: str) -> date | None:
    """Return the day by which a case chooses versions: one of its dates, or what its profile says."""
    said = case.dates.get(fact) or Person(case.profile).raw(policy.fact(fact).path)
    if isinstance(said, datetime):
        return said.date()
    return said if isinstance(said, date) else date.fromisoformat(str(said)) if said else None


def _changes(policy: Policy, days: _Days) -> Iterator[Fault]:
    for thing, timeline in _dated(policy):
        tested = days.of(thing.id, timeline.chosen_by)
        for start in changed(timeline):
            before = {(one - ONE_DAY).date() for one in start}
            if not before & tested:
                wanted = " or ".join(str(day) for day in sorted(before))
                yield _wanted(thing, f"no case on {wanted}, the day before it changed")
            if start.latest.date() not in tested:
                yield _wanted(thing, f"no case on {start.latest.date()}, its first day")


def _wanted(thing: Thing, what: str) -> Fault:
    return Fault(thing.kind, thing.id, what)


def _dated(policy: Policy) -> Iterator[tuple[Thing, Timeline]]:
    for name, criterion in policy.criteria.items():
        yield Thing("criterion", name), criterion.timeline
    for name, figure in policy.figures.items():
        yield Thing("figure", name), figure.timeline
    for name, derivation in policy.derivations.items():
        yield Thing("derivation", name), derivation.timeline


def changed(timeline: Timeline) -> Iterator[Start]:
    """Yield the starts of later versions that are days, and came at all."""
    for version in timeline.versions[1:]:
        start = version.start
        if start.latest != END and start.latest.time() == datetime.min.time():
            yield start


def _thresholds(policy: Policy, cases: Iterable[Case]) -> Iterator[Fault]:
    seen: dict[str, set[str]] = {}
    for case in cases:
        for name, status in _pinned(policy, case):
            seen.setdefault(name, set()).add(status)
    for name, criterion in policy.criteria.items():
        tests = [version.content.test for version in criterion.timeline.versions]
        if any(has_threshold(policy, test) for test in tests):
            for side in _sides(policy, tests):
                if not side & seen.get(name, set()):
                    told = f"no case on the side of its threshold where it is {' or '.join(sorted(side))}"
                    yield Fault("criterion", name, told)


def _sides(policy: Policy, tests: Iterable[Node | None]) -> tuple[set[str], set[str]]:
    """Return the statuses of each side; where something of the test is not published, that may be the other side."""
    figures = [policy.figures[name] for test in tests for name in figures_in(test)]
    contents = [version.content for figure in figures for version in figure.timeline.versions]
    return {"met"}, {"not_met", "unsourced"} if UNSOURCED in contents else {"not_met"}


def _pinned(policy: Policy, case: Case) -> Iterator[tuple[str, str]]:
    """Yield the criteria that a case decides, with their status: those it names, and those its answers turn on."""
    for key, expected in case.expect.items():
        name = key.rpartition("/")[2]
        if name in policy.criteria:
            yield name, str(expected)
        elif name in policy.routes and expected in VERDICTS:
            yield from _turned_on(policy, case, key, expected)
        elif name.removesuffix(".points") in policy.routes and name.endswith(".points"):
            yield from _awards(policy, case, key)


def _turned_on(policy: Policy, case: Case, key: str, verdict: str) -> Iterator[tuple[str, str]]:
    """Yield what a verdict turns on: everything where it meets, what is not met where that is one criterion alone."""
    matter, name = asked_about(policy, case, key)
    tree = Sheet(matter).tree(policy.routes[name])
    found = _statuses(matter, tree) if tree else {}
    wrong = [one for one, status in found.items() if status == "not_met"]
    if verdict == "meets":
        yield from ((one, status) for one, status in found.items() if status == "met")
    elif len(wrong) == 1:
        yield wrong[0], "not_met"


def _awards(policy: Policy, case: Case, key: str) -> Iterator[tuple[str, str]]:
    """Yield the criteria for which points are given."""
    matter, name = asked_about(policy, case, key)
    tree = Sheet(matter).tree(policy.routes[name.removesuffix(".points")])
    for test in points_tests(tree) if tree else ():
        yield from _statuses(matter, test).items()


def _statuses(matter: Matter, tree: Tree | str) -> dict[str, str]:
    findings = Findings(matter, {})
    return {name: findings.of(name).status for name in criteria_in(tree)}


def has_threshold(policy: Policy, test: Node | None) -> bool:
    """Say whether a test sets something against a published figure or a number, by order."""
    for node in test.walk() if test else ():
        if isinstance(node, nodes.Comparison) and node.op in ORDERED:
            figures = [policy.figures[name] for name in figures_in(node)]
            values = [one.content for figure in figures for one in figure.timeline.versions]
            if all(isinstance(one, int) and not isinstance(one, bool) for one in values):
                return True
    return False
