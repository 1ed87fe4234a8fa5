"""Lay a folder over a policy: it adds, supplies what is unsourced, and replaces only what it names."""

from typing import Any

from kaitak.rules.loading.raw import Entry, Faults, RawPolicy
from kaitak.rules.versions import UNPUBLISHED_START

VERSIONED = ("derivations", "figures", "criteria", "tariffs")


def lay_over(base: RawPolicy, overlay: RawPolicy, faults: Faults) -> None:
    """Change ``base`` as an overlay says."""
    for section, identifier, entry in overlay.entries():
        _Laying(base, overlay, faults, section, identifier).entry(entry)


class _Laying:
    def __init__(
        self, base: RawPolicy, overlay: RawPolicy, faults: Faults, section: str, identifier: str
    ) -> None:
        self.base, self.overlay, self.faults = base, overlay, faults
        self.section, self.identifier = section, identifier

    def fault(self, message: str, place: str = "") -> None:
        file = self.overlay.origin(self.section, self.identifier)
        self.faults.add(file, f"{self.section}.{self.identifier}{place}", message)

    def entry(self, entry: Entry) -> None:
        old = self.base.sections[self.section].get(self.identifier)
        replaces = entry.pop("replaces", False)
        if old is None and replaces is not False:
            self.fault("replaces an entry that is not there")
        elif old is None or replaces is True:
            self.put(entry)
        elif self.section in VERSIONED:
            self.versions(old, entry)
        else:
            self.extend(old, entry)

    def put(self, entry: Entry) -> None:
        self.base.sections[self.section][self.identifier] = entry
        self.base.origins[self.section, self.identifier] = self.overlay.origin(self.section, self.identifier)

    def extend(self, old: Entry, entry: Entry) -> None:
        """Add list rows, holidays and codes; anything else must say that it replaces."""
        grows = {"lists": ("rows",), "calendar": ("public_holidays",), "facts": ("values", "fields")}
        allowed = grows.get(self.section, ())
        if not allowed or set(entry) - set(allowed):
            self.fault("is already there; write `replaces: true` to take its place")
            return
        for key, added in entry.items():
            before = old.get(key, type(added)())
            old[key] = {**before, **added} if isinstance(added, dict) else [*before, *added]

    def versions(self, old: Entry, entry: Entry) -> None:
        if set(entry) != {"versions"} or not isinstance(entry["versions"], list):
            self.fault("may only add versions; write `replaces: true` to take the place of the whole")
            return
        for index, version in enumerate(entry["versions"]):
            if isinstance(version, dict):
                self.version(old["versions"], version, f".versions[{index}]")
        old["versions"].sort(key=lambda one: start_key(one.get("from")))

    def version(self, olds: list[Entry], new: Entry, place: str) -> None:
        replaced = new.pop("replaces", None)
        named = new.get("from") if replaced is None else replaced
        match = next((one for one in olds if one.get("from") == named), None)
        if match is None and replaced is None:
            olds.append(new)
        elif match is None:
            self.fault(f"there is no version from {replaced!r} to replace", place)
        elif replaced is not None or match.get("unsourced"):
            olds[olds.index(match)] = new
        elif not self.supply(match, new):
            self.fault(f"a sourced version begins on {named}; name it with `replaces` to change it", place)

    def supply(self, match: Entry, new: Entry) -> bool:
        """Fill the keys of a keyed figure that are unsourced; say whether that was all it wanted."""
        values: Any = new.get("values")
        if not isinstance(values, dict) or not isinstance(match.get("values"), dict):
            return False
        if set(values) & set(match["values"]):
            return False
        match["values"] = {**match["values"], **values}
        match["supplied"] = {**match.get("supplied", {}), **dict.fromkeys(values, new.get("source"))}
        return True


def start_key(start: Any) -> str:
    """Return what orders raw starts; an unpublished one comes first."""
    if start == UNPUBLISHED_START:
        return ""
    if isinstance(start, dict):
        return str(start.get("after") or start.get("by"))
    return str(start)
