"""Figures written out as one version of them stands, whatever day it is."""

from collections.abc import Mapping
from typing import Any

from kaitak.rules import UNSOURCED, Figure, Policy, Text, write
from kaitak.rules.texts import word


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
