"""What a question page needs of a fact. The rules' own facts are of this shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class Text(Protocol):
    """A text in three languages."""

    def in_language(self, code: str) -> str:
        """Return the text in a language."""

    def fill(self, code: str, figure: Callable[[str], str]) -> str:
        """Return the text with its figures written in."""


class Fact(Protocol):
    """Something that can be asked of a person."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> Text: ...
    @property
    def question(self) -> Text | None: ...
    @property
    def help(self) -> Text | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def values(self) -> Mapping[str, Text]: ...
    @property
    def limits(self) -> Mapping[str, Any]: ...
    @property
    def fields(self) -> Mapping[str, Any]: ...
    @property
    def absent_open(self) -> bool: ...


Answers = Mapping[str, Any]
Check = Callable[[Any, Any, Answers], Any]
Write = Callable[[Text], str]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a page.

    ``depends`` names the facts that decide whether it is asked at all; ``mark`` adds "(optional)" to a
    question that is not required.
    """

    fact: Fact
    required: bool = True
    depends: frozenset[str] = field(default_factory=frozenset)
    mark: bool = True
