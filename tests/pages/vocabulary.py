"""Facts made up for tests, as the rules give them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """A text that says its language."""

    text: str

    def in_language(self, code: str) -> str:
        return self.text if code == "en" else f"{self.text}（{code}）"

    def fill(self, code: str, figure: Callable[[str], str]) -> str:
        return self.in_language(code)


@dataclass(frozen=True)
class MadeUpFact:
    name: str
    kind: str
    label: Words = Words("Label")
    question: Words | None = None
    help: Words | None = None
    unit: str | None = None
    values: Mapping[str, Words] = field(default_factory=dict)
    limits: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    absent_open: bool = False
    currency: str = ""


def made_up(name: str, kind: str, **more: Any) -> MadeUpFact:
    label = Words(name.replace("_", " ").capitalize())
    values = {code: Words(code.capitalize()) for code in more.pop("values", ())}
    return MadeUpFact(name, kind, label=label, question=Words(f"What is the {name}?"), values=values, **more)
