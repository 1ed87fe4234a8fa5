"""The entries of a policy before they are built, and where each was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kaitak.rules.errors import Fault, PolicyFault

Entry = dict[str, Any]
MAPS = ("sources", "facts", "lists", "operator")
LISTS = ("derivations", "figures", "criteria", "quotas", "tariffs")
SECTIONS = (*MAPS, *LISTS, "schemes", "routes", "procedures", "calendar")


@dataclass(slots=True)
class Faults:
    """Collects what is wrong, so that a policy's author sees everything at once."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, key: str, message: str) -> None:
        """Note one fault."""
        self.found.append(Fault(file, key, message))

    def stop_if_any(self) -> None:
        """Raise everything found."""
        if self.found:
            raise PolicyFault(self.found)


@dataclass(slots=True)
class RawPolicy:
    """Entries by section and id; ``origins`` says in which file each stands."""

    sections: dict[str, dict[str, Entry]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    origins: dict[tuple[str, str], str] = field(default_factory=dict)

    def entries(self) -> Iterator[tuple[str, str, Entry]]:
        """Yield section, id and entry."""
        for section, entries in self.sections.items():
            for identifier, entry in entries.items():
                yield section, identifier, entry

    def origin(self, section: str, identifier: str) -> str:
        """Return the file of an entry."""
        return self.origins.get((section, identifier), "policy")
