"""Bundles kept in the user's cache, so that a policy that was checked once is not checked at every start.

One file for each choice of folders: the state of the folders and of the engine it was made by, the canonical
document, and the sections, a line each. A file that is missing, of another state or cannot be read is no bundle;
where none can be written, nothing is kept. A small policy is read as fast as its bundle, and is not kept.
"""

# No pathlib here: importing it takes a tenth of the time in which a policy is to be loaded.

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from zlib import crc32

State = tuple[tuple[str, int, int], ...]
LEAST_BYTES = 65_536
ENGINE = os.path.dirname(os.path.dirname(__file__))


class Bundle(NamedTuple):
    """A checked policy's sections and its canonical document."""

    sections: dict[str, dict[str, Any]]
    document: bytes


class Sections(dict[str, Any]):
    """Sections by name, each read when it is first asked for."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        super().__init__()
        self.lines = lines

    def __missing__(self, name: str) -> Any:
        return self.setdefault(name, json.loads(self.lines[name]))


def state_of(folder: str, endings: tuple[str, ...] = (".yaml", ".csv")) -> State:
    """Return what tells whether the files of a folder have changed."""
    return tuple(sorted(_files(folder, endings)))


def _files(folder: str, endings: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, endings)
            elif entry.name.endswith(endings):
                found = entry.stat()
                yield entry.path, found.st_mtime_ns, found.st_size


def kept(folders: tuple[tuple[str, State], ...]) -> Bundle | None:
    """Return the bundle of these folders in this state, if it is kept."""
    try:
        with open(_place(folders), "rb") as file:
            state, document, *lines = file.read().split(b"\n")
        found = dict(line.split(b" ", 1) for line in lines)
    except (OSError, ValueError):
        return None
    if state != _state(folders):
        return None
    return Bundle(Sections({name.decode(): section for name, section in found.items()}), document)


def keep(folders: tuple[tuple[str, State], ...], sections: Mapping[str, Any], document: bytes) -> None:
    """Keep a checked policy, where it is worth it and can be done."""
    if len(document) < LEAST_BYTES:
        return
    written = [f"{name} {_json(section)}".encode() for name, section in sections.items()]
    place = _place(folders)
    with suppress(OSError):
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        unfinished = f"{place}.{os.getpid()}"
        with open(unfinished, "wb") as file:
            file.write(b"\n".join([_state(folders), document, *written]))
        os.replace(unfinished, place)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _state(folders: tuple[tuple[str, State], ...]) -> bytes:
    return _json([folders, state_of(ENGINE, (".py",))]).encode()


def _place(folders: tuple[tuple[str, State], ...]) -> str:
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    name = crc32(repr([folder for folder, _ in folders]).encode())
    return os.path.join(home, "kaitak", f"policy-{name:08x}.jsonl")
