"""Read a policy's folder into raw entries."""

import csv
from pathlib import Path
from typing import Any

import yaml

from kaitak.rules.errors import did_you_mean, nearest
from kaitak.rules.loading.raw import LISTS, MAPS, Entry, Faults, RawPolicy
from kaitak.rules.loading.spread import Spreader
from kaitak.rules.loading.yaml_text import documents, told

CASES = ("cases", "profiles")
KNOWN = (*MAPS, *LISTS, "scheme", "route", "procedure", "calendar", *CASES)


def read_folder(folder: Path, faults: Faults) -> RawPolicy:
    """Return the entries of every YAML file under a folder, worked cases left aside."""
    raw = RawPolicy()
    if not folder.is_dir():
        faults.add(str(folder), "", "there is no such folder")
    for path in sorted(folder.rglob("*.yaml")):
        if "cases" not in path.relative_to(folder).parts[:-1]:
            _read_file(path, path.relative_to(folder.parent).as_posix(), raw, faults)
    return raw


def _read_file(path: Path, name: str, raw: RawPolicy, faults: Faults) -> None:
    try:
        found = documents(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        faults.add(name, "", told(error))
        return
    except UnicodeDecodeError:
        faults.add(name, "", "the file is not UTF-8 text")
        return
    for document in found:
        read_document(document, path, name, raw, faults)


def read_document(document: Any, path: Path, name: str, raw: RawPolicy, faults: Faults) -> None:
    """Add the entries of one YAML document; tables it names are looked for beside ``path``."""
    if isinstance(document, dict):
        _Reader(path, name, raw, faults).document(document)
    else:
        faults.add(name, "", "a policy file is a map of sections")


class _Reader:
    def __init__(self, path: Path, name: str, raw: RawPolicy, faults: Faults) -> None:
        self.path, self.name, self.raw, self.faults = path, name, raw, faults

    def document(self, document: Entry) -> None:
        for single, section in (("route", "routes"), ("procedure", "procedures")):
            if single in document:
                self.add(section, document.pop(single), document)
                return
        for key, value in document.items():
            self.section(key, value)

    def section(self, key: str, value: Any) -> None:
        if key in MAPS and isinstance(value, dict):
            for identifier, entry in value.items():
                self.add(key, identifier, self.rows(entry) if key == "lists" else entry)
        elif key in LISTS and isinstance(value, list):
            for index, entry in enumerate(value):
                self.listed(key, index, entry)
        elif key == "scheme" and isinstance(value, dict):
            self.add("schemes", value.pop("code", ""), value)
        elif key == "calendar" and isinstance(value, dict):
            self.add("calendar", "calendar", value)
        elif key in KNOWN:
            kind = "a list" if key in LISTS else "a map"
            self.faults.add(
                self.name, key, "has its place in a folder named cases" if key in CASES else f"is {kind}"
            )
        else:
            self.faults.add(
                self.name, str(key), f"there is no such section{did_you_mean(nearest(key, KNOWN))}"
            )

    def listed(self, section: str, index: int, entry: Any) -> None:
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            self.add(section, entry.pop("id"), entry)
        else:
            self.faults.add(self.name, f"{section}[{index}]", "each entry is a map with an id")

    def add(self, section: str, identifier: Any, entry: Any) -> None:
        def report(message: str) -> None:
            self.faults.add(self.name, f"{section}.{identifier}", message)

        for one, filled in Spreader(self.path.parent, report).entries(identifier, entry):
            self.put(section, one, filled)

    def put(self, section: str, identifier: Any, entry: Any) -> None:
        if not isinstance(identifier, str) or not isinstance(entry, dict):
            self.faults.add(self.name, f"{section}.{identifier}", "an entry is a map under an id")
        elif identifier in self.raw.sections[section]:
            first = self.raw.origin(section, identifier)
            self.faults.add(self.name, f"{section}.{identifier}", f"is already defined in {first}")
        else:
            self.raw.sections[section][identifier] = entry
            self.raw.origins[section, identifier] = self.name

    def rows(self, entry: Any) -> Any:
        """Put the rows of a list's CSV file into its entry."""
        if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
            return entry
        path = self.path.parent / entry["file"]
        if not path.is_file():
            self.faults.add(self.name, "lists", f"there is no file {entry['file']!r} beside this one")
            return entry
        with path.open(encoding="utf-8", newline="") as file:
            rows = [
                {key: cell for key, cell in row.items() if cell} for row in csv.DictReader(file, strict=True)
            ]
        return {**{key: value for key, value in entry.items() if key != "file"}, "rows": rows}
