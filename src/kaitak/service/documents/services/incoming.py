"""A file on its way in: checked, then in the store, not yet in a slot."""

import hashlib
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import datetime

from kaitak.service.documents import checking, store
from kaitak.service.documents.models import CaseKey, Upload
from kaitak.service.documents.sealing import new_wrapped_key, unwrap

LONGEST_NAME = 120
DAY = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class Incoming:
    """The fields of a new upload that its file decides; ``wrapped`` is the key that its file was sealed with."""

    id: uuid.UUID
    folder: str
    media_type: str
    compression: str
    size: int
    sha256: str
    pages: int
    pictures: int
    wrapped: bytes

    def row(self, **fields: object) -> Upload:
        """Return the row of the upload, not saved."""
        mine = {name: getattr(self, name) for name in self.__slots__ if name != "wrapped"}
        return Upload(**mine, **fields)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def bring_in(content: bytes, *, case: str, at: datetime) -> Incoming:
    """Check a file and put it into the store, encrypted under its case's key; raise FileRefused."""
    answer = checking.inspect(content)
    thumbnail, *pages = answer.pictures
    identifier = uuid.uuid4()
    folder = f"{at:{DAY}}/{identifier.hex}"
    files = {store.ORIGINAL: content, store.THUMBNAIL: thumbnail}
    files |= {store.page_name(number): picture for number, picture in enumerate(pages, start=1)}
    wrapped = _wrapped_key(case, at=at)
    store.keep(folder, files, key=unwrap(wrapped, case=case))
    return Incoming(
        id=identifier,
        folder=folder,
        media_type=answer.found["media_type"],
        compression=answer.found["compression"],
        size=len(content),
        sha256=digest_of(content),
        pages=answer.found["pages"],
        pictures=len(pages),
        wrapped=wrapped,
    )


def shown_name(filename: str) -> str:
    """Return a file's name as it can be shown: no folders, no control or direction marks, not too long."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(mark for mark in name if unicodedata.category(mark)[0] != "C").strip()
    if len(visible) <= LONGEST_NAME:
        return visible or "file"
    stem, _, ending = visible.rpartition(".")
    ending = f".{ending}" if stem and len(ending) <= 5 else ""
    return visible[: LONGEST_NAME - len(ending) - 1].rstrip() + "…" + ending


def _wrapped_key(case: str, *, at: datetime) -> bytes:
    kept, _ = CaseKey.objects.get_or_create(
        case=case, defaults={"wrapped": new_wrapped_key(case), "created_at": at}
    )
    return bytes(kept.wrapped)
