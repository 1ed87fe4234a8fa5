"""Which values of a column are in a dated list on the day of a run."""

from collections.abc import Sequence
from typing import NamedTuple

from kaitak.rules.model import DatedList
from kaitak.rules.names import match
from kaitak.rules.versions import Span


class Listed(NamedTuple):
    """Values that are certainly in a list, and either all that may be or, for names, those that are certainly not."""

    certain: tuple[str, ...]
    possible: tuple[str, ...] = ()
    never: tuple[str, ...] | None = None


def listed_in(found: DatedList, span: Span, values: Sequence[str] | None) -> Listed:
    """Return what a list holds on a day.

    A name can be written in many ways, so the values that a population has are asked one by one, as a person's are.
    Where these are not at hand, only the names as the list writes them are certain, and any other may be meant.
    """
    written = values if values is not None else sorted({name for row in found.rows for name in row.names})
    answers = {value: match(found, value, span).listed for value in written}
    certain = tuple(value for value, answer in answers.items() if answer)
    if found.kind == "codes" and values is None and not found.incomplete:
        return Listed(certain, tuple(value for value, answer in answers.items() if answer is not False))
    return Listed(certain, never=tuple(value for value, answer in answers.items() if answer is False))
