"""Kleene's logic without an unknown: every truth is two planes, where it is certain and where it is possible.

A plane is true or false for everybody. Unknown is *possible and not certain*. ``and`` and ``or`` join planes plane by
plane, ``not`` exchanges them. So no engine needs three-valued logic, and none differs in it. Equal planes are one.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kaitak.rules.bulk.conditions import Condition
from kaitak.rules.model import Tree
from kaitak.rules.values import Truth as Known
from kaitak.rules.values import ends


class Truth(NamedTuple):
    """The numbers of the planes in which something is certain, and in which it is possible."""

    certain: int
    possible: int


class Told(NamedTuple):
    """A condition; ``unless_known`` is what holds where it is unknown."""

    condition: Condition
    unless_known: bool

    @property
    def parts(self) -> tuple[int, ...]:
        """Return the planes it is made of."""
        return ()


class All(NamedTuple):
    """Every one of some planes."""

    parts: tuple[int, ...]


class AnyOf(NamedTuple):
    """At least one of some planes."""

    parts: tuple[int, ...]


class NotPlane(NamedTuple):
    """Where a plane is not."""

    parts: tuple[int, ...]


class AtLeast(NamedTuple):
    """At least so many of some planes."""

    parts: tuple[int, ...]
    least: int


class Factor(NamedTuple):
    """Points of planes, highest first: the first that holds, or the sum of those that hold, up to ``most``."""

    awards: tuple[tuple[int, int], ...]
    summed: bool
    most: int | None


class Reaches(NamedTuple):
    """Whether the points of some factors together reach a mark."""

    factors: tuple[Factor, ...]
    mark: int

    @property
    def parts(self) -> tuple[int, ...]:
        """Return the planes it is made of."""
        return tuple(plane for factor in self.factors for _, plane in factor.awards)


NEVER, ALWAYS = 0, 1


class Planes:
    """The planes of a run, each written once; what is the same for everybody is folded away."""

    def __init__(self) -> None:
        self.all: list[Any] = [AnyOf(()), All(())]
        self._numbers: dict[Any, int] = {}

    def put(self, plane: Any) -> int:
        """Return the number of a plane."""
        key = (type(plane), type(getattr(plane, "condition", None)), plane)
        if key not in self._numbers:
            self._numbers[key] = len(self.all)
            self.all.append(plane)
        return self._numbers[key]

    def told(self, condition: Condition) -> Truth:
        """Return a condition, unknown where its columns are."""
        return Truth(
            self.put(Told(condition, unless_known=False)), self.put(Told(condition, unless_known=True))
        )

    def put_told(self, condition: Condition) -> int:
        """Return the plane of a condition that is never unknown."""
        return self.put(Told(condition, unless_known=False))

    def surely(self, condition: Condition) -> Truth:
        """Return where a condition certainly holds, as a truth that is never unknown."""
        return Truth(*[self.put_told(condition)] * 2)

    def both(self, parts: Iterable[int]) -> int:
        """Return the plane in which all of some are."""
        found = [one for one in dict.fromkeys(parts) if one != ALWAYS]
        if NEVER in found:
            return NEVER
        return (found or [ALWAYS])[0] if len(found) < 2 else self.put(All(tuple(sorted(found))))

    def either(self, parts: Iterable[int]) -> int:
        """Return the plane in which at least one of some is."""
        found = [one for one in dict.fromkeys(parts) if one != NEVER]
        if ALWAYS in found:
            return ALWAYS
        return (found or [NEVER])[0] if len(found) < 2 else self.put(AnyOf(tuple(sorted(found))))

    def without(self, plane: int) -> int:
        """Return the plane in which another is not."""
        if plane in (NEVER, ALWAYS):
            return ALWAYS - plane
        inner = self.all[plane]
        return inner.parts[0] if isinstance(inner, NotPlane) else self.put(NotPlane((plane,)))

    def known(self, truth: Known) -> Truth:
        """Return a truth that is the same for everybody."""
        return Truth(ALWAYS if truth else NEVER, NEVER if truth is False else ALWAYS)

    def conjunction(self, parts: Sequence[Truth]) -> Truth:
        """Return Kleene's *and*."""
        return Truth(self.both(one.certain for one in parts), self.both(one.possible for one in parts))

    def disjunction(self, parts: Sequence[Truth]) -> Truth:
        """Return Kleene's *or*."""
        return Truth(self.either(one.certain for one in parts), self.either(one.possible for one in parts))

    def negation(self, part: Truth) -> Truth:
        """Return Kleene's *not*."""
        return Truth(self.without(part.possible), self.without(part.certain))

    def agreed(self, parts: Sequence[Truth]) -> Truth:
        """Return the one truth all parts give."""
        return Truth(self.both(one.certain for one in parts), self.either(one.possible for one in parts))

    def unless_false(self, truth: Truth) -> Truth:
        """Return true unless a truth is certainly false."""
        return Truth(truth.possible, truth.possible)

    def counted(self, parts: Sequence[Truth], least: int) -> Truth:
        """Return whether at least so many hold."""
        return Truth(
            self._at_least([one.certain for one in parts], least),
            self._at_least([one.possible for one in parts], least),
        )

    def _at_least(self, parts: list[int], least: int) -> int:
        open_parts = [one for one in parts if one not in (NEVER, ALWAYS)]
        least -= parts.count(ALWAYS)
        if least <= 0 or least > len(open_parts):
            return ALWAYS if least <= 0 else NEVER
        return self.put(AtLeast(tuple(open_parts), least))

    def scored(self, tree: Tree, mark: Any, truths: Sequence[Truth]) -> Truth:
        """Return whether a points test is passed under the truths of its awards, in order."""
        if mark is None:
            return self.known(None)
        least, most = ends(mark)
        certain = self._reaches(tree, most, [one.certain for one in truths])
        return Truth(certain, self._reaches(tree, least, [one.possible for one in truths]))

    def _reaches(self, tree: Tree, mark: int, planes: Sequence[int]) -> int:
        left = iter(planes)
        factors = []
        for factor in tree.factors:
            awards = [(award.points, next(left)) for award in factor.awards]
            open_awards = [one for one in awards if one[1] != NEVER]
            in_order = sorted(open_awards, key=lambda one: -one[0])
            factors.append(Factor(tuple(in_order), factor.summed, factor.most))
        return self.put(Reaches(tuple(one for one in factors if one.awards), mark))
