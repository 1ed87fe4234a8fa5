"""An overlay given as one text, such as an officer writes: laid over a loaded policy without a folder on disk.

Such a text can name no file of the machine and can refer to no other part of itself, and how deep it nests is
bounded: whoever writes it is trusted with the rules, not with the machine.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kaitak.rules.loading.build import build
from kaitak.rules.loading.files import read_document
from kaitak.rules.loading.overlay import lay_over
from kaitak.rules.loading.raw import Faults, RawPolicy
from kaitak.rules.loading.yaml_text import check_plain, documents, told
from kaitak.rules.policy import Policy

MOST_CHARACTERS = 200_000
NOWHERE = Path("/nonexistent")
REFUSED = {
    "for_each": "write each entry out; an overlay that is one text has no table beside it",
    "file": "write `rows` out; an overlay that is one text has no file beside it",
}


def policy_under(policy: Policy, text: str, name: str = "overlay.yaml") -> Policy:
    """Return a policy under an overlay given as text; raises PolicyFault with everything that is wrong."""
    faults = Faults()
    overlay = _read(text, name, faults)
    faults.stop_if_any()
    base = RawPolicy(json.loads(policy.document)["sections"])
    try:
        lay_over(base, overlay, faults)
        return build(base, faults)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        faults.add(name, "", f"is not written as the policy format says: {error}")
        faults.stop_if_any()
        raise


def _read(text: str, name: str, faults: Faults) -> RawPolicy:
    raw = RawPolicy()
    if len(text) > MOST_CHARACTERS:
        faults.add(name, "", f"has more than {MOST_CHARACTERS} characters")
        return raw
    try:
        check_plain(text)
        found = documents(text)
    except (yaml.YAMLError, ValueError) as error:
        faults.add(name, "", told(error))
        return raw
    if not found:
        faults.add(name, "", "says nothing yet")
    for document in found:
        refused = list(_refused(document, ""))
        for key, message in refused:
            faults.add(name, key, message)
        if not refused:
            read_document(document, NOWHERE, name, raw, faults)
    return raw


def _refused(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the keys that would read a file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            below = f"{place}.{key}" if place else str(key)
            if key == "for_each" or (key == "file" and place.startswith("lists.")):
                yield below, REFUSED[key]
            yield from _refused(inner, below)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _refused(inner, f"{place}[{index}]")
