"""The four combinators over findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kaitak.rules.findings import Finding, find
from kaitak.rules.matter import Matter
from kaitak.rules.model import Award, Factor, Tree
from kaitak.rules.values import compare, conjoin, disjoin, pair

COUNTED = "points"


@dataclass(slots=True)
class Findings:
    """The findings of a matter, each made once."""

    matter: Matter
    made: dict[str, Finding]

    def of(self, criterion: str) -> Finding:
        """Return the finding of a criterion."""
        if criterion not in self.made:
            self.made[criterion] = find(self.matter, self.matter.policy.criteria[criterion])
        return self.made[criterion]


def criteria_in(tree: Tree | str) -> Iterator[str]:
    """Yield the criteria of a combinator, in order."""
    if isinstance(tree, str):
        yield tree
        return
    for part in tree.parts:
        yield from criteria_in(part)
    for factor in tree.factors:
        yield from (award.when for award in factor.awards)


def required_in(tree: Tree | str) -> Iterator[str]:
    """Yield the criteria of a combinator that stand outside its points tests."""
    if isinstance(tree, str):
        yield tree
        return
    for part in tree.parts:
        yield from required_in(part)


def awards_in(tree: Tree | str) -> Iterator[Award]:
    """Yield what the points tests in a combinator give points for, in order."""
    for test in points_tests(tree):
        for factor in test.factors:
            yield from factor.awards


def truth_of(tree: Tree | str, findings: Findings) -> bool | None:
    """Return whether a combinator holds."""
    if isinstance(tree, str):
        return findings.of(tree).truth
    if tree.combine == COUNTED:
        return passes(points_of(tree, findings), pass_mark(tree, findings.matter))
    values = (truth_of(part, findings) for part in tree.parts)
    if tree.combine == "all":
        return conjoin(values)
    if tree.combine == "any":
        return disjoin(values)
    return counted(list(values), tree.least)


def counted(values: list[bool | None], least: int) -> bool | None:
    """Say whether at least so many hold."""
    certain = values.count(True)
    if certain >= least:
        return True
    return False if certain + values.count(None) < least else None


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a test as an interval, factor by factor."""

    least: int
    most: int
    maximum: int
    factors: tuple[tuple[str, int, int], ...]


def points_of(tree: Tree, findings: Findings) -> Points:
    """Return the points that are certain and those still possible."""
    return scored_points(tree, [findings.of(one).truth for one in criteria_in(tree)])


def scored_points(tree: Tree, truths: list[bool | None]) -> Points:
    """Return the points under the truths of the awards, in order."""
    left = iter(truths)
    rows = [(factor.id, *_factor(factor, [next(left) for _ in factor.awards])) for factor in tree.factors]
    least = sum(low for _, low, _ in rows)
    most = sum(high for _, _, high in rows)
    return Points(least, most, sum(map(maximum, tree.factors)), tuple(rows))


def _factor(factor: Factor, truths: list[bool | None]) -> tuple[int, int]:
    certain = [award.points for award, truth in zip(factor.awards, truths, strict=True) if truth]
    possible = [
        award.points for award, truth in zip(factor.awards, truths, strict=True) if truth is not False
    ]
    return _scored(factor, certain), _scored(factor, possible)


def _scored(factor: Factor, points: list[int]) -> int:
    total = sum(points) if factor.summed else max(points, default=0)
    return total if factor.most is None else min(total, factor.most)


def maximum(factor: Factor) -> int:
    """Return the most points a factor can give."""
    return _scored(factor, [award.points for award in factor.awards])


def pass_mark(tree: Tree, matter: Matter) -> Any:
    """Return the pass mark: a number, a pair where it is uncertain, or ``None``."""
    if isinstance(tree.pass_mark, int):
        return tree.pass_mark
    return mark_among(matter.values_of(matter.policy.figures[tree.pass_mark])[0])


def mark_among(values: Sequence[Any]) -> Any:
    """Return the pass mark that is one of some values."""
    numbers = [value for value in values if isinstance(value, int)]
    return pair(min(numbers), max(numbers)) if numbers and len(numbers) == len(values) else None


def passes(points: Points, mark: Any) -> bool | None:
    """Say whether points reach a pass mark."""
    return compare(">=", pair(points.least, points.most), mark)


def points_tests(tree: Tree | str) -> list[Tree]:
    """Return the points tests in a tree."""
    if isinstance(tree, str):
        return []
    return [tree] if tree.combine == "points" else [one for part in tree.parts for one in points_tests(part)]
