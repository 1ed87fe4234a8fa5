"""What is counted of a population: verdicts by route and, beside a reform, who gains and who loses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from kaitak.rules.bulk.planes import Planes, Truth

VERDICTS = ("meets", "undetermined", "fails")
ANY = "any"


class Asked(NamedTuple):
    """One route, or any of them: its truth today and under a reform."""

    name: str
    today: Truth
    reform: Truth | None = None


class Tally(NamedTuple):
    """One group: the value of the column it is grouped by, its people, and how many are in each plane."""

    value: Any
    people: int
    planes: Mapping[int, int]


class Engine(Protocol):
    """What counts the people of a population in each of some planes."""

    def columns(self) -> list[str]:
        """Return the population's columns."""

    def distinct(self, column: str) -> tuple[str, ...]:
        """Return every value of a column of texts."""

    def tallies(self, planes: Planes, wanted: Sequence[int], by: str) -> list[Tally]:
        """Return the counts of each group; of everybody where ``by`` is empty."""


@dataclass
class Counts:
    """One route in one group; ``moves`` are people by verdict today and under the reform."""

    meets: int = 0
    undetermined: int = 0
    fails: int = 0
    moves: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def winners(self) -> int:
        """The people whose verdict gets better."""
        return sum(people for (old, new), people in self.moves.items() if _rank(new) < _rank(old))

    @property
    def losers(self) -> int:
        """The people whose verdict gets worse."""
        return sum(people for (old, new), people in self.moves.items() if _rank(new) > _rank(old))


def _rank(verdict: str) -> int:
    return VERDICTS.index(verdict)


def wanted_planes(planes: Planes, asked: Sequence[Asked]) -> list[int]:
    """Return every plane to be counted."""
    found = [plane for one in asked for plane in (*one.today, *(one.reform or ()))]
    crosses = [
        planes.both([old, new]) for one in asked if one.reform for old in one.today for new in one.reform
    ]
    return list(dict.fromkeys([*found, *crosses]))


def counts_of(planes: Planes, asked: Asked, tally: Tally) -> Counts:
    """Return the verdicts of one route in one group."""

    def size(*parts: int) -> int:
        return tally.planes[planes.both(parts)]

    certain, possible = size(asked.today.certain), size(asked.today.possible)
    counts = Counts(certain, possible - certain, tally.people - possible)
    if asked.reform is not None:
        grid = _grid(asked.today, asked.reform, size, tally.people)
        counts.moves = {
            (old, new): grid[row][column]
            for row, old in enumerate(VERDICTS)
            for column, new in enumerate(VERDICTS)
        }
    return counts


def _grid(today: Truth, reform: Truth, size: Any, people: int) -> list[list[int]]:
    """Return people by verdict and verdict, from how many are in both of each two planes."""
    grown = [[size(old, new) for new in reform] + [size(old)] for old in today]
    grown.append([size(new) for new in reform] + [people])
    rows = [
        grown[0],
        *(
            [b - a for a, b in zip(*pair, strict=True)]
            for pair in ((grown[0], grown[1]), (grown[1], grown[2]))
        ),
    ]
    return [[row[0], row[1] - row[0], row[2] - row[1]] for row in rows]
