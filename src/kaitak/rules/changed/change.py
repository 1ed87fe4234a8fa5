"""One change of the policy, told in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules.reach import Thing
from kaitak.rules.versions import END, Start


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed on a day. ``start`` says how well the day is known; ``how`` is a code, ``became`` words.

    ``title`` is what changed. ``added`` and ``removed`` are the rows of a list. ``routes`` and ``schemes`` are those
    it touches.
    """

    day: date
    start: Start
    thing: Thing
    how: str
    title: str
    became: str
    source: Mapping[str, Any]
    note: str = ""
    before: str = ""
    after: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return what tells this change from every other, the same for every reading of the same data."""
        return f"{self.day.isoformat()}.{self.thing.kind}.{self.thing.id}.{self.how}"

    def as_json(self) -> dict[str, Any]:
        """Return the change as JSON has it."""
        answer: dict[str, Any] = {
            "day": self.day.isoformat(),
            "certain": not self.start.uncertain,
            "kind": self.thing.kind,
            "id": self.thing.id,
            "how": self.how,
            "title": self.title,
            "became": self.became,
            "routes": list(self.routes),
            "schemes": list(self.schemes),
            "source": dict(self.source),
        }
        more = {"before": self.before, "after": self.after, "added": self.added, "removed": self.removed}
        answer |= {name: value for name, value in more.items() if value}
        return {**answer, "note": self.note} if self.note else answer


def told_on(start: Start) -> date:
    """Return the day under which a start is told: by which it had certainly begun, else on which it may have."""
    return (start.earliest if start.latest == END else start.latest).date()
