"""How likely one answer settles a combinator, its criteria taken as independent of each other.

The numbers only rank questions. A criterion that an answer may decide is met or not with the odds of ``prior``;
``all``, ``any`` and ``at_least`` follow from these; a points test counts how much of its open interval would close.
"""

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import NamedTuple

from kaitak.rules.combine import COUNTED, Findings, points_of
from kaitak.rules.model import Factor, Tree


class Chance(NamedTuple):
    """The chances that something holds, and that it does not; the rest stays open."""

    met: float
    failed: float

    @property
    def settled(self) -> float:
        """Return the chance of a decision, whichever it is."""
        return self.met + self.failed


OPEN, HOLDS, FALLS = Chance(0.0, 0.0), Chance(1.0, 0.0), Chance(0.0, 1.0)
Chances = Callable[[str], Chance]


def chance_of(tree: Tree | str, chances: Chances, findings: Findings) -> Chance:
    """Return the chances of a combinator under the chances of its criteria."""
    if isinstance(tree, str):
        return chances(tree)
    if tree.combine == COUNTED:
        return _points(tree, chances, findings)
    parts = [chance_of(part, chances, findings) for part in tree.parts]
    if tree.combine == "all":
        return all_of(parts)
    if tree.combine == "any":
        met, failed = all_of([Chance(one.failed, one.met) for one in parts])
        return Chance(failed, met)
    return _counted(parts, tree.least)


def all_of(parts: Sequence[Chance]) -> Chance:
    """Return the chances that everything holds, and that something does not."""
    return Chance(prod(one.met for one in parts), 1 - prod(1 - one.failed for one in parts))


def _counted(parts: Sequence[Chance], least: int) -> Chance:
    enough = _reaching([one.met for one in parts], least)
    too_few = _reaching([one.failed for one in parts], len(parts) - least + 1)
    return Chance(enough, too_few)


def _reaching(chances: Sequence[float], least: int) -> float:
    """Return the chance that at least so many of independent events happen."""
    exactly = [1.0]
    for chance in chances:
        longer = [0.0, *exactly]
        exactly = [no * (1 - chance) + yes * chance for no, yes in zip([*exactly, 0.0], longer, strict=True)]
    return sum(exactly[max(0, least) :])


def _points(tree: Tree, chances: Chances, findings: Findings) -> Chance:
    rows = points_of(tree, findings).factors
    widths = [most - least for _, least, most in rows]
    if not sum(widths):
        return OPEN
    closing = sum(
        width * _share(factor, chances) for factor, width in zip(tree.factors, widths, strict=True) if width
    )
    return Chance(closing / sum(widths) / 2, closing / sum(widths) / 2)


def _share(factor: Factor, chances: Chances) -> float:
    """Return how much of a factor an answer tells: the mean over the awards that are open."""
    told = [
        chance.settled for chance in map(chances, (award.when for award in factor.awards)) if chance != FALLS
    ]
    return sum(told) / len(told) if told else 0.0


def settled_chances(truths: Mapping[str, bool | None], told: Mapping[str, Chance]) -> Chances:
    """Return the chances of criteria: decided ones are certain, some may be told, the others stay open."""
    certain = {True: HOLDS, False: FALLS, None: OPEN}
    return lambda name: told.get(name) or certain[truths[name]]
