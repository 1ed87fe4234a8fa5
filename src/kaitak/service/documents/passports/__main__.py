"""The child process that looks for lines of text in a picture. Needs the extra ``ocr``."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Self

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from kaitak.service.documents.inspection.__main__ import carry_out, confine
from kaitak.service.documents.inspection.order import Order
from kaitak.service.documents.inspection.refused import Refused
from kaitak.service.documents.inspection.wire import Answer
from kaitak.service.documents.passports import mrz

ANY_DAY = date(2000, 1, 1)
ENGINE = {"Global.log_level": "critical", "Det.limit_type": "max", "Det.limit_side_len": 1120}
LOWER_PART = 0.6
PATIENCE = 16.0  # seconds of processor time


def lines_of(picture: Image.Image) -> list[str]:
    """Return the lines of text that hold a machine-readable zone, or nothing."""
    engine = RapidOCR(params=ENGINE)
    until = time.process_time() + PATIENCE
    seen = 0
    for number, view in enumerate(_views(picture)):
        lines = _recognised(engine, view)
        seen += len(lines)
        if mrz.find(lines, day=ANY_DAY) is not None:
            return lines
        if time.process_time() > until or (number and not seen):
            break
    return []


def _views(picture: Image.Image) -> Iterator[Image.Image]:
    """Yield ways to look at a picture: where the zone most often is, then the whole, then turned."""
    width, height = picture.size
    yield picture.crop((0, int(height * LOWER_PART), width, height))
    yield picture
    for turn in (Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270):
        yield picture.transpose(turn)


def _recognised(engine: Any, view: Image.Image) -> list[str]:
    """Return the lines of a view from top to bottom."""
    result = engine(np.asarray(view)[:, :, ::-1], use_cls=False)
    if result.boxes is None:
        return []
    return joined([Piece.of(box, text) for box, text in zip(result.boxes, result.txts, strict=True)])


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text and where it stands."""

    middle: float
    left: float
    height: float
    text: str

    @classmethod
    def of(cls, corners: Any, text: str) -> Self:
        """Return a piece from the four corners of its box."""
        across, down = corners[:, 0], corners[:, 1]
        return cls(float(down.mean()), float(across.min()), float(down.max() - down.min()), text)


def joined(pieces: list[Piece]) -> list[str]:
    """Return lines from top to bottom; pieces that stand side by side are one line."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if rows and piece.middle - rows[-1][-1].middle < piece.height / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return ["".join(piece.text for piece in sorted(row, key=lambda piece: piece.left)) for row in rows]


def main() -> None:
    """Read the file from the standard input, answer with lines."""
    order = Order.from_text(sys.argv[1])
    confine(order)
    try:
        drawn = carry_out(order, sys.stdin.buffer.read()).pictures[0]
        found: dict[str, Any] = {"lines": lines_of(Image.open(BytesIO(drawn)).convert("RGB"))}
    except (Refused, MemoryError):
        found = {"lines": []}
    Answer(found).write(sys.stdout.buffer)


if __name__ == "__main__":
    main()
