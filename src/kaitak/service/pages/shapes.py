"""What the components show. A portal fills these from its selectors; the templates only print them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

TaskState = Literal["done", "doing", "todo", "later", "theirs", "problem"]
StationState = Literal["past", "present", "next", "stopped"]
Remark = Literal["open", "closed", "full"]
Verdict = Literal["meets", "fails", "undetermined", "closed"]


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list. ``state_text`` replaces the state's usual word, for "Waiting for Wong & Co."."""

    title: str
    state: TaskState
    href: str = ""
    hint: str = ""
    state_text: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """One stop of a case. ``when`` is past, or expected where it is present or next; ``move`` says whose move it is."""

    name: str
    state: StationState
    when: date | datetime | None = None
    move: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """The places of one pool at a moment."""

    name: str
    total: int
    taken: int
    held: int = 0
    href: str = ""
    remark: str = ""

    @property
    def left(self) -> int:
        """Places nobody has or holds."""
        return self.total - self.taken - self.held


@dataclass(frozen=True, slots=True)
class Departure:
    """One row of the departures board. ``pool`` where places are counted; else ``places`` may say why not."""

    name: str
    href: str
    for_whom: str
    remark: Remark
    remark_text: str = ""
    pool: Pool | None = None
    processing: str = ""
    places: str = ""


@dataclass(frozen=True, slots=True)
class SlotFile:
    """A file in a document slot. ``picture`` is the address of our own picture of its first page."""

    name: str
    size: int
    pages: int = 1
    picture: str = ""
    found: str = ""
    download: str = ""
    replace: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one document. ``upload`` is where its form posts; ``required`` None means it depends."""

    identifier: str
    title: str
    shows: str = ""
    required: bool | None = True
    why: str = ""
    exempt_because: str = ""
    files: Sequence[SlotFile] = ()
    max_files: int = 1
    upload: str = ""
    errors: Sequence[str] = ()
    most_bytes: int = 5 * 1024 * 1024
    accept: str = ".pdf,.jpg,.jpeg,.png,.gif,.tif,.tiff"

    @property
    def has_room(self) -> bool:
        """Whether another file may be added."""
        return not self.exempt_because and len(self.files) < self.max_files

    @property
    def state(self) -> str:
        """The slot's look: a problem, filled, or empty."""
        if self.errors:
            return "problem"
        return "filled" if self.files else "empty"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary: what was asked, what was answered, where to change it."""

    key: str
    value: object
    change: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The header on every page of an application."""

    reference: str
    title: str = ""
    saved_at: datetime | None = None
    others: str = ""
    kept_until: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a lane during which a route gives one verdict; ``until`` is its last day."""

    start: date
    until: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Lane:
    """One route over time, with the days its policy changed and what changed on them."""

    name: str
    spans: Sequence[Span]
    changes: Mapping[date, str] = field(default_factory=dict)
