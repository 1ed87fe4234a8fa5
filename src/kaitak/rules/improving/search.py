"""Search: the smallest groups of things to change that let a route pass, and the least effort in each.

Facts that are free to change are left unknown: Kleene's logic then says at once where no value of theirs could help.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from kaitak.rules.improving.means import Means

MOST_GROUPS = 4
Passes = Callable[[Mapping[str, Any]], bool]


class Found(NamedTuple):
    """What to change, by fact, and the months of effort."""

    changes: dict[str, Any]
    effort: float


def minimal_sets(facts: Mapping[str, Any], means: Mapping[str, Means], passes: Passes) -> Iterator[Found]:
    """Yield the easiest changes within each smallest set of groups that can make a route pass.

    ``passes`` says of facts, some of them unknown, that a route does not certainly fail.
    """
    groups = sorted({one.group for one in means.values()})
    enough: list[frozenset[str]] = []
    for size in range(1, min(MOST_GROUPS, len(groups)) + 1):
        for chosen in combinations(groups, size):
            if any(one <= set(chosen) for one in enough):
                continue
            free = [name for name, one in means.items() if one.group in chosen]
            if best := _easiest(facts, [(name, means[name]) for name in free], passes):
                enough.append(frozenset(chosen))
                yield best


def _easiest(facts: Mapping[str, Any], free: Sequence[tuple[str, Means]], passes: Passes) -> Found | None:
    """Return the changes of least effort that let the route pass; branches that cannot are not entered."""
    best: list[Found] = []

    def enter(index: int, known: dict[str, Any], changes: dict[str, Any], spent: float) -> None:
        open_ = {name: None for name, _ in free[index:]}
        if (best and spent >= best[0].effort) or not passes({**known, **open_}):
            return
        if index == len(free):
            best[:] = [Found(changes, spent)]
            return
        name, means = free[index]
        enter(index + 1, {**known, name: means.now}, changes, spent)
        for option in means.options:
            told = {**changes, name: option.value}
            enter(index + 1, {**known, name: option.value}, told, spent + option.effort)

    enter(0, dict(facts), {}, 0.0)
    return best[0] if best and best[0].changes else None
