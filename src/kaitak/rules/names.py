"""Match a written name to a dated list: yes, no, or unsure with candidates."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from kaitak.rules.dates import clock, last_instant
from kaitak.rules.model import DatedList, Row
from kaitak.rules.versions import Span

ALIKE = 0.86
SHORTEST_PREFIX = 4
FILLERS = frozenset(("the", "of", "and", "at", "de", "di", "la", "in", "for"))
KINDS = frozenset(("university", "universite", "universitat", "college", "institute", "school", "academy"))
BRACKETS = re.compile(r"\(([^()]*)\)|（([^（）]*)）")
MOST_CANDIDATES = 5


class Match(NamedTuple):
    """Whether a name is in a list, what it may mean where that is not sure, and whether nothing published says."""

    listed: bool | None
    candidates: tuple[str, ...] = ()
    unpublished: bool = False


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation, spare spaces and leading articles."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ").replace("ß", "ss")
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)  # M.I.T. is MIT
    kept = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(word for word in kept.split() if word != "the")


def spellings(name: str) -> set[str]:
    """Return the folded forms of a listed name: whole, without its brackets, and in the brackets."""
    inner = [one or other for one, other in BRACKETS.findall(name)]
    return {form for form in map(folded, (name, BRACKETS.sub(" ", name), *inner)) if form}


def words_of(form: str) -> tuple[str, ...]:
    """Return the words that tell names apart, in order."""
    return tuple(word for word in form.split() if word not in FILLERS)


class Index:
    """A list made ready for matching."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.exact: dict[str, list[Row]] = {}
        for row in rows:
            for form in {form for name in row.names for form in spellings(name)}:
                self.exact.setdefault(form, []).append(row)
        self.words = {form: words_of(form) for form in self.exact}

    def rows(self, name: str) -> list[Row]:
        """Return the rows that a name certainly means."""
        return self.exact.get(folded(name)) or self.exact.get(folded(BRACKETS.sub(" ", name)), [])

    def like(self, name: str) -> list[Row]:
        """Return the rows that a name might mean, most likely first."""
        form = folded(name)
        words = words_of(form)
        best: dict[Row, float] = {}
        for other, rows in self.exact.items():
            score = _likeness(words, form, self.words[other], other)
            best.update((row, max(score, best.get(row, 0.0))) for row in (rows if score else ()))
        return sorted(best, key=lambda row: (-best[row], row.name))


def _likeness(words: Sequence[str], form: str, other: Sequence[str], other_form: str) -> float:
    """Return how likely one name means another: 0 for not at all."""
    if not words or not other:
        return 0.0
    if set(words) == set(other):
        return 1.0
    own, others = set(words) - KINDS, set(other) - KINDS
    if own == others != set():
        return 0.95
    covered = _covered(words, other)
    if covered * 2 >= len(other) or set(other) < set(words):
        return 0.9
    matcher = SequenceMatcher(None, form, other_form)
    near = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
    return matcher.ratio() if near else 0.0


def _covered(words: Sequence[str], other: Sequence[str]) -> int:
    """Return how many of the other's words the words stand for; none if one of them stands for nothing there."""
    total = 0
    for word in words:
        if word in other or (len(word) >= SHORTEST_PREFIX and any(one.startswith(word) for one in other)):
            total += 1
        elif run := _initials(word, other):
            total += run
        else:
            return 0
    return total


def _initials(word: str, other: Sequence[str]) -> int:
    """Return the length of the run of words whose initials a word is."""
    letters = "".join(one[0] for one in other)
    return len(word) if len(word) > 1 and word in letters else 0


@lru_cache(maxsize=32)
def _index(found: DatedList) -> Index:
    return Index(found.rows)


@lru_cache(maxsize=4096)
def _alike(found: DatedList, name: str) -> tuple[Row, ...]:
    return tuple(_index(found).like(name))


@lru_cache(maxsize=4096)
def match(found: DatedList, name: str, span: Span) -> Match:
    """Say whether a name or code is in a list at the instants of a span."""
    index = _index(found)
    exact = index.rows(name)
    if exact:
        listed = _in_force(exact, span)
        return Match(listed, unpublished=listed is None and span.exact)
    near = (
        [row for row in _alike(found, name) if _row_in_force(row, span) is not False]
        if found.kind == "names"
        else []
    )
    if near:
        return Match(None, tuple(dict.fromkeys(row.name for row in near))[:MOST_CANDIDATES])
    return Match(None, unpublished=True) if _rows_missing(found, span) else Match(listed=False)


def _rows_missing(found: DatedList, span: Span) -> bool:
    """Say whether rows that are not known may be in force within a span."""
    return any(
        gap.start.earliest <= span.last and not gap.ended_before(span.first) for gap in found.incomplete
    )


def _in_force(rows: Iterable[Row], span: Span) -> bool | None:
    answers = {_row_in_force(row, span) for row in rows}
    return True if True in answers else (None if None in answers else False)


def _row_in_force(row: Row, span: Span) -> bool | None:
    starts = clock(row.effective_from)
    soonest = starts if row.effective_after is None else clock(row.effective_after + timedelta(days=1))
    ends = None if row.effective_until is None else last_instant(row.effective_until)
    if soonest > span.last or (ends is not None and ends < span.first):
        return False
    return True if starts <= span.first and (ends is None or span.last <= ends) else None
