"""Load a policy: a folder and overlays over it, or a bundle's canonical JSON."""

import json
from functools import lru_cache
from pathlib import Path

from kaitak.rules.errors import Fault, PolicyFault
from kaitak.rules.loading.build import FORMAT, build
from kaitak.rules.loading.files import read_folder
from kaitak.rules.loading.overlay import lay_over
from kaitak.rules.loading.raw import SECTIONS, Faults, RawPolicy
from kaitak.rules.policy import Policy

PACKAGE = Path(__file__).parents[2]


def packaged_folder() -> Path:
    """Return the folder of the policy that comes with this package."""
    installed = PACKAGE / "policy"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "policy"


def load_policy(*overlays: Path | str, base: Path | str | None = None) -> Policy:
    """Return the checked policy of a folder with overlays in order; raises PolicyFault.

    Without ``base`` it is the policy that comes with the package. The same folders are read once a process.
    """
    folders = [Path(base) if base is not None else packaged_folder(), *map(Path, overlays)]
    return _load(tuple((folder.resolve(), _state(folder)) for folder in folders))


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what tells whether a folder has changed."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".csv"))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)


@lru_cache(maxsize=8)
def _load(folders: tuple[tuple[Path, tuple[tuple[str, int, int], ...]], ...]) -> Policy:
    faults = Faults()
    raw = read_folder(folders[0][0], faults)
    for folder, _ in folders[1:]:
        lay_over(raw, read_folder(folder, faults), faults)
    return build(raw, faults)


@lru_cache(maxsize=4)
def policy_from_canonical(data: bytes) -> Policy:
    """Return the policy whose canonical JSON this is; raises PolicyFault."""
    try:
        document = json.loads(data)
        sections = document["sections"]
    except (ValueError, KeyError, TypeError) as error:
        raise PolicyFault([Fault("bundle", "", f"is not the canonical JSON of a policy: {error}")]) from error
    if document.get("format") != FORMAT or set(sections) != set(SECTIONS):
        raise PolicyFault([Fault("bundle", "format", "is of another version of the engine")])
    return build(RawPolicy(sections), Faults(), data)
