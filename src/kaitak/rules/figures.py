"""Figures and rows of lists, written out whatever day it is."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kaitak.rules.model import UNSOURCED, DatedList, Figure, Row
from kaitak.rules.policy import Policy
from kaitak.rules.texts import Text, word, write
from kaitak.rules.texts import language as language_of


def figure_text(policy: Policy, figure: Figure, content: Any, language: str) -> str:
    """Return a figure's value in words, key by key where it has keys; empty where nothing of it is published."""
    if isinstance(content, Mapping):
        names = policy.fact(figure.by).values if figure.by else {}
        known = {key: value for key, value in content.items() if value is not UNSOURCED}
        told = [
            f"{names[key].in_language(language) if key in names else key} {_one(policy, value, figure, language)}"
            for key, value in known.items()
        ]
        return word("comma", language).join(told)
    return "" if content is UNSOURCED else _one(policy, content, figure, language)


def _one(policy: Policy, value: Any, figure: Figure, language: str) -> str:
    if value is None:
        return word("none", language)
    return write(value, language, unit=figure.unit, names=_names(policy, value))


def _names(policy: Policy, value: Any) -> Mapping[str, Text]:
    """Return the names of codes: those of the fact that has them all."""
    if not isinstance(value, frozenset) or not value:
        return {}
    named = (fact.values for fact in policy.facts.values() if value <= set(fact.values))
    return next(named, {})


def row_name(policy: Policy, found: DatedList, row: Row, language: str) -> str:
    """Return the name of a list's row in a language, where the list has it."""
    if found.kind == "codes":
        return write(row.name, language, names=_names(policy, frozenset([row.name])))
    return _row_names(policy, found.name).get(row.name, {}).get(f"name_{language_key(language)}") or row.name


def language_key(code: str) -> str:
    """Return how a column of a list writes a language: ``zh_hant``."""
    return language_of(code).lower().replace("-", "_")


@lru_cache(maxsize=32)
def _row_names(policy: Policy, name: str) -> Mapping[str, Mapping[str, str]]:
    rows = policy.written_entries["lists"][name].get("rows", [])
    return {row.get("name", ""): row for row in rows}
