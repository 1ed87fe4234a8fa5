"""Widgets whose answer is typed in parts: a day, a month, several countries."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict

from kaitak.service.pages.languages import current_language

Typed = dict[str, str]


class PartsInput(forms.Widget):
    """Several short fields that make one answer; what was typed is kept as it was typed."""

    parts: ClassVar[tuple[str, ...]] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The parts in the order they are typed: the day first in English, the year first in Chinese."""
        return self.parts if current_language().code == "en" else self.parts[::-1]

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Typed:
        """Return what was typed, by part."""
        return {part: str(data.get(f"{name}-{part}") or "").strip() for part in self.parts}

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Say whether none of the parts was sent."""
        return all(f"{name}-{part}" not in data for part in self.parts)

    def typed(self, value: object) -> Typed:
        """Return what the fields show for a value: as typed, or a stored ``2026-03-01`` taken apart."""
        if isinstance(value, Mapping):
            return {part: str(value.get(part, "")) for part in self.parts}
        pieces = dict(zip(("year", "month", "day"), str(value or "").split("-"), strict=False))
        return {part: pieces.get(part, "").lstrip("0") for part in self.parts}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of the first field."""
        return f"{id_}-{self.order[0]}"


class DayInput(PartsInput):
    """Day, month and year, each its own field."""

    parts = ("day", "month", "year")


class MonthInput(PartsInput):
    """Month and year."""

    parts = ("month", "year")


class Several(forms.Widget):
    """The same long list several times over, for an answer of several countries."""

    def __init__(self, choose: forms.Select, *, most: int) -> None:
        super().__init__()
        self.choose, self.most = choose, most

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> list[str]:
        """Return the codes chosen, in order and without gaps."""
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [value for value in values if value]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of the first list."""
        return id_
