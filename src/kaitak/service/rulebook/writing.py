"""Write the overlay that gives one figure another value from a day on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import yaml

from kaitak import rules


class _Plain(yaml.SafeDumper):
    """Writes everything out, nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


YES_NO = {"true": True, "false": False}
SEPARATORS = re.compile(r"[\s,，、;；]+")
DURATION = re.compile(r"\d{1,4} (?:day|week|month|year)s?")


@dataclass(frozen=True, slots=True)
class NewFigure:
    """Another value of a figure; ``values`` by key, under the empty key where the figure has none."""

    figure: str
    start: date
    values: Mapping[str, Any]
    publisher: str
    source: str
    page: str = ""
    place: str = ""
    is_own: bool = True


def keys_of(policy: rules.Policy, figure: str) -> Mapping[str, rules.Text]:
    """Return the keys of a figure with their names; none where it has one value."""
    by = policy.figure(figure).by
    return policy.fact(by).values if by else {}


def read_value(policy: rules.Policy, figure: str, typed: str) -> Any:
    """Return what was typed as the policy writes it; raises ValueError."""
    kind = policy.written_entries["figures"][figure].get("type", "int")
    text = typed.strip()
    if kind == "bool":
        if text not in YES_NO:
            raise ValueError(text)
        return YES_NO[text]
    if kind == "day":
        return date.fromisoformat(text)
    if kind in ("codes", "countries"):
        return [one for one in SEPARATORS.split(text) if one]
    if kind == "duration":
        if not DURATION.fullmatch(text):
            raise ValueError(text)
        return text
    return int(text.replace(",", "").replace("，", ""))


def typed_values(policy: rules.Policy, figure: str) -> dict[str, str]:
    """Return the newest values as they would be typed."""
    version = policy.written_entries["figures"][figure]["versions"][-1]
    values = version.get("values") or ({"": version["value"]} if version.get("value") is not None else {})
    return {key: _typed(value) for key, value in values.items()}


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def figure_overlay(policy: rules.Policy, new: NewFigure) -> str:
    """Return the overlay as text: a source of its own, and the version.

    A version that begins on that day already is named as replaced, unless nothing was published for it.
    """
    source = f"own-{uuid4().hex[:8]}"
    version: dict[str, Any] = {"from": new.start}
    if _replaces(policy, new):
        version["replaces"] = new.start
    version |= {"value": new.values[""]} if "" in new.values else {"values": dict(new.values)}
    version |= {"source": source, **({"at": new.place} if new.place else {})}
    cited = {"publisher": new.publisher, "title": new.source, **({"page": new.page} if new.page else {})}
    document = {
        "sources": {source: {**cited, **({"operator": True} if new.is_own else {})}},
        "figures": [{"id": new.figure, "versions": [version]}],
    }
    return str(yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110))


def _replaces(policy: rules.Policy, new: NewFigure) -> bool:
    versions = policy.written_entries["figures"][new.figure]["versions"]
    there = [one for one in versions if one.get("from") == new.start.isoformat()]
    return bool(there) and not there[0].get("unsourced")


def joined(content: str, added: str) -> str:
    """Return an overlay's text with another document under it; what was written stays as it is."""
    return f"{content.rstrip()}\n---\n{added}" if content.strip() else added
