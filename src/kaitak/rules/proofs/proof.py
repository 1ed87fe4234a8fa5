"""What a proof comes to, and the person who shows that something does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules.findings import plain
from kaitak.rules.policy import Policy
from kaitak.rules.proofs.cells import ELSEWHERE, FIELD
from kaitak.rules.proofs.formulas import Part
from kaitak.rules.proofs.search import MOST_STEPS, Found, Search

PROVED, REFUTED, OPEN = "proved", "refuted", "open"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was asked, and whether it was proved or refuted, or is left open; ``profile`` is the person who refutes it.

    ``assumed`` says what the person's answers do not decide: what is not published, or which of several versions holds.
    """

    claim: str
    outcome: str
    day: date
    detail: str = ""
    profile: Mapping[str, Any] | None = None
    assumed: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the proof as JSON has it."""
        answer: dict[str, Any] = {"claim": self.claim, "outcome": self.outcome, "day": self.day.isoformat()}
        more = {"detail": self.detail, "profile": self.profile, "assumed": list(self.assumed)}
        return {**answer, **{name: value for name, value in more.items() if value}}


def nobody(policy: Policy, day: date, formula: Part, claim: str, most: int = MOST_STEPS) -> Proof:
    """Return the proof that a formula holds of nobody on a day, or the person of whom it does."""
    search = Search(policy, day, most)
    found = search.someone(formula)
    if found is not None:
        return Proof(claim, REFUTED, day, "", profile_of(policy, found, day), found.assumed)
    if not search.ended:
        return Proof(claim, OPEN, day, "there are too many cells to try them all")
    return Proof(claim, PROVED, day, f"{search.steps} steps")


def profile_of(policy: Policy, found: Found, day: date) -> dict[str, Any]:
    """Return a person as a profile: answers at their places, what is worked out under ``facts``."""
    profile: dict[str, Any] = {"applied_on": day.isoformat()}
    for name, value in found.values.items():
        if name.startswith(FIELD) or value in (ELSEWHERE, frozenset([ELSEWHERE])):
            continue
        path = f"facts.{name}" if name in policy.derivations else policy.fact(name).path
        *branches, leaf = path.split(".")
        target = profile
        for branch in branches:
            target = target.setdefault(branch, {})
        if isinstance(target, dict):
            target[leaf] = plain(value)
    return profile
