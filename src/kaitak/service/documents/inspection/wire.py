"""The answer on its way back: one line of JSON, then the pictures one after another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

LONGEST_HEADER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in a file, and pictures of it."""

    found: dict[str, Any]
    pictures: Sequence[bytes] = field(default_factory=tuple)

    def write(self, stream: BinaryIO) -> None:
        """Write the answer."""
        header = {"found": self.found, "lengths": [len(picture) for picture in self.pictures]}
        stream.write(json.dumps(header).encode() + b"\n")
        for picture in self.pictures:
            stream.write(picture)
        stream.flush()

    @classmethod
    def read(cls, stream: BinaryIO) -> "Answer":
        """Read an answer; raise ValueError where it is not whole."""
        header = json.loads(stream.readline(LONGEST_HEADER))
        pictures = [stream.read(length) for length in header["lengths"]]
        if [len(picture) for picture in pictures] != header["lengths"]:
            raise ValueError("The answer ends early.")
        return cls(header["found"], tuple(pictures))
