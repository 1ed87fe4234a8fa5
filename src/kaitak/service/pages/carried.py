"""Answers of the interview as compact text: it travels in the page, in a link, and into an application.

A link's address carries nothing sensitive; the text itself, which only ever travels inside pages, may carry all.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kaitak.rules import FactError, Policy, check_value

MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Interview:
    """The answers so far, keyed by fact in the order given.

    ``skipped`` are the questions left open on purpose: facts, and places in a list whose name means none of those
    that were offered.
    """

    purpose: str = ""
    scheme: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()

    def answered(self, fact: str, value: Any) -> "Interview":
        """Return the interview with an answer, its place kept where it is changed."""
        skipped = tuple(one for one in self.skipped if one.partition("[")[0] != fact)
        return replace(self, answers={**self.answers, fact: value}, skipped=skipped)

    def left_open(self, fact: str) -> "Interview":
        """Return the interview with a question skipped, and an earlier answer to it forgotten."""
        answers = {name: value for name, value in self.answers.items() if name != fact}
        return replace(self, answers=answers, skipped=(*self.skipped, fact))

    def meant(self, place: str, name: str) -> "Interview":
        """Return the interview with the name that a place in a list means; empty where it is none of the offered."""
        fact, _, rest = place.partition("[")
        index, _, field = rest.partition("].")
        records = [dict(one) for one in self.answers.get(fact) or []]
        if not name:
            return replace(self, skipped=tuple(dict.fromkeys((*self.skipped, place))))
        if index.isdigit() and int(index) < len(records) and field in records[int(index)]:
            records[int(index)][field] = name
        return replace(self, answers={**self.answers, fact: records})

    @property
    def done(self) -> frozenset[str]:
        """The facts and places that are not asked any more."""
        return frozenset((*self.answers, *self.skipped))

    def profile(self, policy: Policy) -> dict[str, Any]:
        """Return the profile that the answers make."""
        whole: dict[str, Any] = {}
        for name, value in self.answers.items():
            *branches, leaf = policy.facts[name].path.split(".")
            target = whole
            for branch in branches:
                target = target.setdefault(branch, {})
            target[leaf] = value
        return whole

    def without_sensitive(self, policy: Policy) -> "Interview":
        """Return the interview as an address may carry it."""
        answers = {name: value for name, value in self.answers.items() if not policy.facts[name].sensitive}
        return replace(self, answers=answers)


def written(interview: Interview) -> str:
    """Return the interview as text for a hidden field or a link."""
    document = {"p": interview.purpose, "c": interview.scheme, "a": interview.answers, "s": interview.skipped}
    plain = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(zlib.compress(plain, 9)).decode().rstrip("=")


def read(text: str, policy: Policy, day: date) -> Interview:
    """Return the interview that a text carries; whatever in it fits no question is left out."""
    try:
        plain = "".join(text.split())
        packed = urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
        document = json.loads(zlib.decompressobj().decompress(packed, MOST_BYTES))
        given, skipped = dict(document.get("a") or {}), list(document.get("s") or [])
    except (ValueError, TypeError, AttributeError, zlib.error, RecursionError):
        return Interview()
    return Interview(
        purpose=_known(document.get("p"), {route.kind for route in policy.routes.values()}),
        scheme=_known(document.get("c"), policy.schemes),
        answers=_checked(given, policy, day),
        skipped=tuple(
            one for one in skipped if isinstance(one, str) and one.partition("[")[0] in policy.facts
        ),
    )


def _known(code: Any, known: Any) -> str:
    return code if isinstance(code, str) and code in known else ""


def _checked(given: Mapping[str, Any], policy: Policy, day: date) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for name, value in given.items():
        fact = policy.facts.get(name)
        if fact is None:
            continue
        try:
            checked = check_value(fact, value, answers=given, day=day)
        except (FactError, TypeError, ValueError, AttributeError):
            continue
        answers[name] = [] if checked is None and value == [] else checked
    return {name: value for name, value in answers.items() if value is not None}
