"""Load a policy: a folder and overlays over it, or a bundle's canonical JSON."""

# No pathlib here: importing it takes a tenth of the time in which a policy is to be loaded.

import os
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from kaitak.rules.loading.assembly import Builders, assembled
from kaitak.rules.loading.kept import Bundle, State, keep, kept, state_of
from kaitak.rules.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def packaged_folder() -> "Path":
    """Return the folder of the policy that comes with this package."""
    from pathlib import Path

    return Path(_packaged())


def _packaged() -> str:
    installed = os.path.join(PACKAGE, "policy")
    return installed if os.path.isdir(installed) else os.path.join(PACKAGE, "..", "..", "policy")


def load_policy(*overlays: "Path | str", base: "Path | str | None" = None) -> Policy:
    """Return the checked policy of a folder with overlays in order; raises PolicyFault.

    Without ``base`` it is the policy that comes with the package. The same folders are read once a process, and
    checked once for each state of their files.
    """
    folders = [os.path.realpath(one) for one in (base if base is not None else _packaged(), *overlays)]
    return _load(tuple((folder, state_of(folder)) for folder in folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[tuple[str, State], ...]) -> Policy:
    bundle = kept(folders)
    if bundle is None:
        return _checked(folders)
    return assembled(bundle.sections, bundle.document, partial(_builders, bundle))


def _builders(bundle: Bundle, policy: Policy) -> Builders:
    from kaitak.rules.loading.build import builders

    return builders(bundle.sections, policy)


def _checked(folders: tuple[tuple[str, State], ...]) -> Policy:
    from pathlib import Path

    from kaitak.rules.loading.build import build
    from kaitak.rules.loading.files import read_folder
    from kaitak.rules.loading.overlay import lay_over
    from kaitak.rules.loading.raw import Faults

    faults = Faults()
    raw = read_folder(Path(folders[0][0]), faults)
    for folder, _ in folders[1:]:
        lay_over(raw, read_folder(Path(folder), faults), faults)
    policy = build(raw, faults)
    keep(folders, raw.sections, policy.document)
    return policy


@lru_cache(maxsize=4)
def policy_from_canonical(data: bytes) -> Policy:
    """Return the policy whose canonical JSON this is; raises PolicyFault."""
    import json

    from kaitak.rules.errors import Fault, PolicyFault
    from kaitak.rules.loading.build import FORMAT, build
    from kaitak.rules.loading.raw import SECTIONS, Faults, RawPolicy

    try:
        document = json.loads(data)
        sections = document["sections"]
    except (ValueError, KeyError, TypeError) as error:
        raise PolicyFault([Fault("bundle", "", f"is not the canonical JSON of a policy: {error}")]) from error
    if document.get("format") != FORMAT or set(sections) != set(SECTIONS):
        raise PolicyFault([Fault("bundle", "format", "is of another version of the engine")])
    return build(RawPolicy(sections), Faults(), data)
