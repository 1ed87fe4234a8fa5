"""The store of encrypted files: Django's ``STORAGES["documents"]``, a folder or an S3-compatible store.

Each upload has a folder, ``<day>/<identifier>``, with ``original``, ``thumbnail`` and ``page-1``, ``page-2``, …
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from kaitak.service.documents.sealing import seal, unseal

ORIGINAL = "original"
THUMBNAIL = "thumbnail"


def page_name(page: int) -> str:
    """Return the name of the picture of one page."""
    return f"page-{page}"


def keep(folder: str, files: Mapping[str, bytes], *, key: bytes) -> None:
    """Store the files of one upload, encrypted."""
    for name, content in files.items():
        path = f"{folder}/{name}"
        stored = _store().save(path, ContentFile(seal(content, key=key, name=path)))
        if stored != path:
            raise FileExistsError(path)


def fetch(folder: str, name: str, *, key: bytes) -> bytes:
    """Return a file of an upload, decrypted."""
    path = f"{folder}/{name}"
    with _store().open(path, "rb") as stored:
        return unseal(stored.read(), key=key, name=path)


def delete(folder: str) -> None:
    """Delete every file of an upload; it does not matter whether they are there."""
    store = _store()
    for name in _listed(folder)[1]:
        store.delete(f"{folder}/{name}")
    store.delete(folder)


def folders() -> Iterator[str]:
    """Yield the folder of every upload in the store, with a row or without."""
    for day in _listed("")[0]:
        for name in _listed(day)[0]:
            yield f"{day}/{name}"


def last_written(folder: str) -> datetime | None:
    """Return when a file was last written to a folder, or None where it holds none."""
    store = _store()
    return max((store.get_modified_time(f"{folder}/{name}") for name in _listed(folder)[1]), default=None)


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return _store().listdir(folder)
    except FileNotFoundError:
        return [], []


def _store() -> Storage:
    return storages["documents"]
