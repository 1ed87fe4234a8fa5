"""Where published overlays lie for the loader: a folder each, named by the digest of what it holds."""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

from django.conf import settings

NAME = "amendment.yaml"


def digest_of(content: str) -> str:
    """Return the digest of an overlay's text."""
    return sha256(content.encode()).hexdigest()


def folder_of(content: str) -> Path:
    """Return the folder that holds an overlay's text, made where it is not there yet."""
    folder = Path(settings.DATA) / "rulebook" / digest_of(content)
    file = folder / NAME
    if not file.is_file() or file.read_bytes() != content.encode():
        folder.mkdir(parents=True, exist_ok=True)
        handle, unfinished = mkstemp(dir=folder, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            out.write(content.encode())
        Path(unfinished).replace(file)
    return folder
