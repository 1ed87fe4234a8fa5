"""What a reform says instead: the entries it touches, before and after, version by version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.titles import figure_title
from kaitak.rules.loading.overlay import start_key
from kaitak.rules.policy import Policy
from kaitak.rules.reform.touched import touched
from kaitak.rules.texts import language

Raw = Mapping[str, Any]
LEFT_OUT = ("from", "until", "source", "at", "confidence", "note", "supplied")
TITLES = ("label", "title", "text", "question")


@dataclass(frozen=True, slots=True)
class Line:
    """One version, or one key of an entry without versions; ``start`` as it is written, empty where there is none."""

    start: Any
    key: str
    before: str
    after: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is touched."""

    section: str
    id: str
    title: str
    lines: tuple[Line, ...]


def differences(before: Policy, after: Policy, lang: str) -> list[Difference]:
    """Return every entry that a reform touches, with what it said and what it says."""
    sides = _Side(before, language(lang)), _Side(after, language(lang))
    return [_difference(*sides, section, name) for section, name in touched(before, after)]


def _difference(before: "_Side", after: "_Side", section: str, name: str) -> Difference:
    old, new = before.entry(section, name), after.entry(section, name)
    lines = [*_versions(before, after, section, name), *_keys(old, new)]
    title = after.title(section, name) if new else before.title(section, name)
    return Difference(section, name, title, tuple(lines))


def _versions(before: "_Side", after: "_Side", section: str, name: str) -> Iterator[Line]:
    old, new = before.versions(section, name), after.versions(section, name)
    for index, version in enumerate(new):
        if version not in old:
            start = version.get("from")
            held = [place for place, one in enumerate(old) if start_key(one.get("from")) <= start_key(start)]
            said = before.said(section, name, held[-1]) if held else ""
            yield Line(
                start, "", said, after.said(section, name, index), after.cited(version.get("source", ""))
            )
    starts = [one.get("from") for one in new]
    for index, version in enumerate(old):
        if version.get("from") not in starts:
            yield Line(version.get("from"), "", before.said(section, name, index), "")


def _keys(old: Raw, new: Raw) -> Iterator[Line]:
    for key in dict.fromkeys([*old, *new]):
        if key == "rows":
            gone = [one for one in old.get(key, []) if one not in new.get(key, [])]
            came = [one for one in new.get(key, []) if one not in old.get(key, [])]
            yield Line("", key, _written(gone) if gone else "", _written(came) if came else "")
        elif key != "versions" and old.get(key) != new.get(key):
            yield Line("", key, _written(old.get(key)), _written(new.get(key)))


def _written(value: Any) -> str:
    """Return a value as it is written in a policy."""
    if value is None:
        return ""
    if isinstance(value, str | int):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)).strip()


class _Side:
    """One of the two policies, asked about its entries."""

    def __init__(self, policy: Policy, lang: str) -> None:
        self.policy, self.lang = policy, lang
        self.teller = Teller(policy, lang)

    def entry(self, section: str, name: str) -> Raw:
        found: Raw = self.policy.written_entries.get(section, {}).get(name, {})
        return found

    def versions(self, section: str, name: str) -> list[Raw]:
        return list(self.entry(section, name).get("versions", ()))

    def said(self, section: str, name: str, index: int) -> str:
        """Return what a version says: a figure in words, anything else as it is written."""
        if section == "figures":
            figure = self.policy.figures[name]
            return self.teller.figure(figure, figure.timeline.versions[index].content)
        raw = self.versions(section, name)[index]
        return _written({key: value for key, value in raw.items() if key not in LEFT_OUT})

    def cited(self, source: str) -> str:
        found = self.policy.sources.get(source)
        return found.title.in_language(self.lang) if found else ""

    def title(self, section: str, name: str) -> str:
        """Return what an entry is called."""
        if section == "figures":
            return figure_title(self.teller, self.policy.figures[name])
        raw = next(
            (self.entry(section, name)[key] for key in TITLES if key in self.entry(section, name)), name
        )
        return str(raw.get(self.lang, name)) if isinstance(raw, Mapping) else str(raw)
