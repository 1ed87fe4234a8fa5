"""What the child process is asked to do, and within which limits."""

import json
from dataclasses import asdict, dataclass
from typing import Literal, Self

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Order:
    """One order: ``inspect`` the whole file, draw ``page`` of one that was inspected before, or find its ``seal``.

    ``memory`` is address space, not memory touched: libraries reserve more than they use.
    """

    task: Literal["inspect", "draw", "seal"] = "inspect"
    page: int = 1
    most_pages: int = 200
    most_pixels: int = 80_000_000
    most_pixels_in_all: int = 800_000_000
    drawn_at_once: int = 6
    picture_side: int = 1800
    thumbnail_side: int = 240
    memory: int = 1280 * MEBIBYTE
    cpu_seconds: int = 10
    answer_bytes: int = 64 * MEBIBYTE

    def text(self) -> str:
        """Return the order as one argument of a command."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the order that :meth:`text` wrote."""
        return cls(**json.loads(text))
