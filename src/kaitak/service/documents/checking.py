"""Check a file before it is kept: not empty, not too large, clean, and what it should be inside."""

import os
from typing import Protocol

import structlog

from kaitak.service.documents import child, malware
from kaitak.service.documents.errors import FileEmpty, FileTooLarge, Malicious, NotCheckable, refusal
from kaitak.service.documents.inspection.order import Order
from kaitak.service.documents.inspection.wire import Answer

INSPECTION = "kaitak.service.documents.inspection"
SECONDS = 30.0

log = structlog.get_logger(__name__)


class GivenFile(Protocol):
    """A file as it came: Django's uploaded files, and any binary file."""

    def read(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> object: ...
    def tell(self) -> int: ...


def read_at_most(content: GivenFile, limit_bytes: int) -> bytes:
    """Return what a file holds; raise FileEmpty or FileTooLarge. No more than the limit is kept in memory."""
    content.seek(0)
    data = content.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        content.seek(0, os.SEEK_END)
        raise FileTooLarge(size=content.tell(), limit=limit_bytes)
    if not data:
        raise FileEmpty
    return data


def inspect(content: bytes) -> Answer:
    """Return what is in a file and pictures of it; raise FileRefused or CheckUnavailable."""
    if malware.finds_something_in(content):
        raise Malicious
    return ask(Order(), content)


def ask(order: Order, content: bytes) -> Answer:
    """Return the child's answer; raise the FileRefused it names, or NotCheckable where it died."""
    try:
        answer = child.run(INSPECTION, order, content, seconds=SECONDS)
    except child.ChildDied as error:
        log.warning("inspection.died", reason=str(error), size=len(content))
        raise NotCheckable from error
    if "refused" in answer.found:
        raise refusal(answer.found["refused"], answer.found["params"])
    return answer
