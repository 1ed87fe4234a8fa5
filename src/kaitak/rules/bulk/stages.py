"""In which order planes are written out: each that is needed twice gets a column, after those it needs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kaitak.rules.bulk.planes import Planes


class Stages:
    """The planes behind some others, by stage; a plane that is needed once is written where it is needed."""

    def __init__(self, planes: Planes, wanted: Sequence[int]) -> None:
        self.planes = planes
        needed = _needed(planes, wanted)
        uses = Counter(part for plane in needed for part in planes.all[plane].parts)
        self.named = {plane for plane in needed if plane in wanted or uses[plane] > 1}
        self._stages: dict[int, int] = {}
        for plane in sorted(needed):
            below = [self._stages[part] + (part in self.named) for part in planes.all[plane].parts]
            self._stages[plane] = max(below, default=0)

    def __iter__(self) -> Iterator[list[int]]:
        for stage in range(max(self._stages.values(), default=-1) + 1):
            found = [plane for plane in sorted(self.named) if self._stages[plane] == stage]
            if found:
                yield found


def _needed(planes: Planes, wanted: Iterable[int]) -> set[int]:
    found: set[int] = set()
    left = list(wanted)
    while left:
        plane = left.pop()
        if plane not in found:
            found.add(plane)
            left += planes.all[plane].parts
    return found


def conditions_in(planes: Planes, wanted: Sequence[int]) -> list[object]:
    """Return the conditions on columns behind some planes."""
    found = (planes.all[plane] for plane in sorted(_needed(planes, wanted)))
    return [one.condition for one in found if hasattr(one, "condition")]
