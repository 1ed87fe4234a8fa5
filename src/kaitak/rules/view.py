"""A matter as one expression sees it: with one choice of its figures' values, and perhaps a record in hand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kaitak.rules.trace import Known

if TYPE_CHECKING:
    from kaitak.rules.matter import Matter


class View:
    """What gives an expression's names their values."""

    def __init__(self, matter: "Matter", figures: Mapping[str, Known], record: Any = None) -> None:
        self.matter, self.figures, self.record = matter, figures, record
        self.tax_year_begins = matter.tax_year_begins
        self.fact = matter.fact
        self.listed = matter.listed

    def figure(self, identifier: str) -> Known:
        """Return the chosen value of a figure."""
        return self.figures[identifier]

    def field(self, name: str) -> Known:
        """Return a field of the record in hand."""
        found: Known = self.record.field(name)
        return found
