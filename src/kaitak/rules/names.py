"""Match a written name to a dated list: yes, no, or unsure with candidates."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from kaitak.rules.dates import clock, last_instant
from kaitak.rules.model import DatedList, Row
from kaitak.rules.versions import Span

ALIKE = 0.86
FILLERS = frozenset(("the", "of", "and", "at", "de", "di", "la", "in", "for"))
BRACKETS = re.compile(r"\(([^()]*)\)|（([^（）]*)）")
MOST_CANDIDATES = 5


class Match(NamedTuple):
    """Whether a name is in a list, and the names it may mean where that is not sure."""

    listed: bool | None
    candidates: tuple[str, ...] = ()


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation and spare spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ").replace("ß", "ss")
    kept = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    words = [word for word in kept.split() if word != "the"]
    return " ".join(words)


def spellings(name: str) -> set[str]:
    """Return the folded forms of a name: whole, without its brackets, and in the brackets."""
    inner = [one or other for one, other in BRACKETS.findall(name)]
    return {form for form in map(folded, (name, BRACKETS.sub(" ", name), *inner)) if form}


class Index:
    """A list made ready for matching."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.exact: dict[str, list[Row]] = {}
        self.words: list[tuple[frozenset[str], str, Row]] = []
        for row in rows:
            for name in row.names:
                for form in spellings(name):
                    self.exact.setdefault(form, []).append(row)
                    self.words.append((frozenset(form.split()) - FILLERS, form, row))

    def like(self, name: str) -> list[Row]:
        """Return the rows that a name might mean, most likely first."""
        form = folded(name)
        words = frozenset(form.split()) - FILLERS
        scored: dict[str, tuple[float, Row]] = {}
        for other, other_form, row in self.words:
            score = _likeness(words, form, other, other_form)
            if score >= ALIKE and score > scored.get(row.name, (0.0, row))[0]:
                scored[row.name] = (score, row)
        return [row for _, row in sorted(scored.values(), key=lambda one: (-one[0], one[1].name))]


def _likeness(words: frozenset[str], form: str, other: frozenset[str], other_form: str) -> float:
    if (
        words
        and other
        and (words == other or (words <= other and len(words) * 2 >= len(other)) or other < words)
    ):
        return 0.9 + 0.1 * (words == other)
    matcher = SequenceMatcher(None, form, other_form)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


@lru_cache(maxsize=32)
def _index(found: DatedList) -> Index:
    return Index(found.rows)


@lru_cache(maxsize=4096)
def match(found: DatedList, name: str, span: Span) -> Match:
    """Say whether a name or code is in a list at the instants of a span."""
    index = _index(found)
    exact = index.exact.get(folded(name), [])
    if exact:
        return Match(_in_force(exact, span))
    near = index.like(name) if found.kind == "names" else []
    if not any(_in_force([row], span) is not False for row in near):
        return Match(listed=False)
    return Match(None, tuple(row.name for row in near[:MOST_CANDIDATES]))


def _in_force(rows: list[Row], span: Span) -> bool | None:
    answers = {_row_in_force(row, span) for row in rows}
    return True if True in answers else (None if None in answers else False)


def _row_in_force(row: Row, span: Span) -> bool | None:
    starts = clock(row.effective_from)
    ends = None if row.effective_until is None else last_instant(row.effective_until)
    if starts > span.last or (ends is not None and ends < span.first):
        return False
    return True if starts <= span.first and (ends is None or span.last <= ends) else None
