"""A folder on disk as the store: what was stored is still there after a power cut."""

import os
from typing import Any

from django.core.files.storage import FileSystemStorage


class DurableFolder(FileSystemStorage):
    """Django's folder, which has written a file and its name to disk before it says that the file is stored.

    The row of an upload is written after its files; were they only in the system's memory, a power cut could keep
    the row and lose the files.
    """

    def _save(self, name: str, content: Any) -> str:
        stored: str = super()._save(name, content)  # type: ignore[misc]
        path = self.path(stored)
        _flush(path)
        _flush(os.path.dirname(path))  # noqa: PTH120  Django's paths are text
        return stored


def _flush(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
