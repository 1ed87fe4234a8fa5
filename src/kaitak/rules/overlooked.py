"""What is easily overlooked in a policy: texts left in one language, versions that overlap, sources nobody cites."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from kaitak.rules.dates import last_instant
from kaitak.rules.errors import Fault
from kaitak.rules.policy import Policy
from kaitak.rules.texts import LANGUAGES
from kaitak.rules.versions import Timeline


def untranslated(policy: Policy) -> Iterator[Fault]:
    """Yield texts whose Chinese is empty or is the English again, wherever they stand."""
    for section, entries in policy.written_entries.items():
        for name, entry in entries.items():
            for key, text in _texts(entry, ""):
                if _same(text):
                    told = f"the text {text['en']!r} stands in English only"
                    yield Fault("policy", f"{section}.{name}{key}", told)


def _texts(value: Any, key: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(value, Mapping):
        if set(value) == set(LANGUAGES):
            yield key, value
            return
        for name, one in value.items():
            yield from _texts(one, f"{key}.{name}")
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(one, f"{key}[{index}]")


def _same(text: Mapping[str, str]) -> bool:
    english, traditional, simplified = (str(text[language]) for language in LANGUAGES)
    is_sentence = " " in english and any(one.isalpha() for one in english)
    return not traditional.strip() or not simplified.strip() or (is_sentence and traditional == english)


def overlaps(policy: Policy) -> Iterator[Fault]:
    """Yield versions that are said to hold on after the next one has certainly begun."""
    for name, timeline in _timelines(policy):
        for before, after in pairwise(timeline.versions):
            if before.until and last_instant(before.until) >= after.start.latest:
                told = f"the version until {before.until} overlaps the one from {after.start.latest.date()}"
                yield Fault("policy", name, told)


def _timelines(policy: Policy) -> Iterator[tuple[str, Timeline]]:
    things: tuple[Mapping[str, Any], ...] = (policy.criteria, policy.figures, policy.derivations, policy.fees)
    for named in things:
        yield from ((name, one.timeline) for name, one in named.items())
    yield from ((name, route.require) for name, route in policy.routes.items())


def unused_sources(policy: Policy) -> Iterator[Fault]:
    """Yield sources that nothing cites."""
    cited = set(_cited(policy.written_entries))
    for name in policy.sources:
        if name not in cited:
            yield Fault("policy", f"sources.{name}", "nothing cites this source")


def _cited(value: Any) -> Iterator[str]:
    """Yield every source that is cited, and every one that a note names."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            if name == "source" and isinstance(one, str):
                yield one
            elif name == "note" and isinstance(one, str):
                yield from (word.strip("(),.;:") for word in one.split())
            else:
                yield from _cited(one)
    elif isinstance(value, list):
        for one in value:
            yield from _cited(one)
