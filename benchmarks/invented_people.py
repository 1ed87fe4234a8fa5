"""Invented people: every fact of the vocabulary gets a plausible answer, drawn with a seed.

Usual answers are given by nearly everybody. Records tell one life: degrees, jobs after them, incomes of the last years.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from kaitak.rules import Fact, Policy

NATIONALITIES = {
    "CHN": 60,
    "GBR": 6,
    "IND": 6,
    "USA": 5,
    "KOR": 4,
    "JPN": 4,
    "FRA": 3,
    "SGP": 3,
    "AFG": 1,
    "NGA": 2,
}
LEVELS = {"bachelor": 55, "master": 30, "doctorate": 5, "higher_diploma": 6, "associate": 4}
USUAL = 0.99


def invent(policy: Policy, facts: Iterable[str], draw: random.Random, day: date) -> dict[str, Any]:
    """Return a whole profile that answers some facts."""
    born = day - timedelta(days=draw.randint(19 * 365, 58 * 365))
    life = _Life(policy, draw, day, born)
    profile: dict[str, Any] = {}
    for name in facts:
        fact = policy.facts[name]
        *branches, leaf = fact.path.split(".")
        target = profile
        for branch in branches:
            target = target.setdefault(branch, {})
        target[leaf] = life.answer(fact)
    return profile


class _Life:
    def __init__(self, policy: Policy, draw: random.Random, day: date, born: date) -> None:
        self.draw, self.day, self.born = draw, day, born
        self.graduated = min(born.year + draw.randint(21, 26), day.year)
        self.pay = draw.choice([200_000, 350_000, 600_000, 900_000, 1_500_000, 2_800_000])
        self.schools = [
            row.name for found in policy.lists.values() if found.kind == "names" for row in found.rows
        ]

    def answer(self, fact: Fact) -> Any:
        if fact.usual is not None and self.draw.random() < USUAL:
            return fact.usual
        return getattr(self, f"on_{fact.kind}", self.on_text)(fact)

    def on_bool(self, fact: Fact) -> bool:
        return not fact.usual if fact.usual is not None else self.draw.random() < 0.5

    def on_int(self, fact: Fact) -> int:
        return self.draw.randint(fact.limits.get("least", 0), min(fact.limits.get("most", 60), 60))

    def on_hkd(self, _: Fact) -> int:
        return self.draw.choice([0, 12_000, 25_000, 40_000, 80_000, 3_000_000, 30_000_000])

    on_money = on_hkd

    def on_year(self, _: Fact) -> int:
        return self.graduated

    def on_day(self, fact: Fact) -> str:
        if fact.name == "date_of_birth":
            return self.born.isoformat()
        return (self.day + timedelta(days=self.draw.randint(-900, 300))).isoformat()

    on_partial_day = on_day

    def on_moment(self, _: Fact) -> None:
        return None

    def on_choice(self, fact: Fact) -> str:
        return self.draw.choice(list(fact.values))

    def on_choices(self, fact: Fact) -> list[str]:
        return self.draw.sample(list(fact.values), self.draw.choice([0, 0, 0, 1]))

    def on_country(self, _: Fact) -> str:
        return self.draw.choices(list(NATIONALITIES), list(NATIONALITIES.values()))[0]

    def on_countries(self, fact: Fact) -> list[str]:
        return [self.on_country(fact)]

    def on_currency(self, _: Fact) -> str:
        return "HKD"

    def on_rates(self, _: Fact) -> dict[str, float]:
        return {}

    def on_tax_year(self, _: Fact) -> str:
        return f"{self.day.year - 2}/{(self.day.year - 1) % 100:02d}"

    def on_texts(self, _: Fact) -> list[str]:
        return []

    def on_text(self, fact: Fact) -> str:
        if fact.name == "institution" and self.schools and self.draw.random() < 0.6:
            return self.draw.choice(self.schools)
        return "Somewhere"

    def on_records(self, fact: Fact) -> list[dict[str, Any]]:
        own = {"education": self._degrees, "work": self._jobs, "income": self._incomes}.get(fact.name)
        if own:
            return own(fact)
        return [self._record(fact) for _ in range(self.draw.choice([0, 0, 1]))]

    def _record(self, fact: Fact, **told: Any) -> dict[str, Any]:
        return {
            name: told[name] if name in told else self.answer(field)
            for name, field in fact.fields.items()
            if name in told or not (field.absent_open or field.kind == "records")
        }

    def _degrees(self, fact: Fact) -> list[dict[str, Any]]:
        if self.draw.random() < 0.15:
            return []
        level = self.draw.choices(list(LEVELS), list(LEVELS.values()))[0]
        common = {"honorary": False, "joint_institutions": [], "awarded_through": "main", "mode": "full_time"}
        told = {**common, "level": level, "graduated": self.graduated}
        return [self._record(fact, **{key: one for key, one in told.items() if key in fact.fields})]

    def _jobs(self, fact: Fact) -> list[dict[str, Any]]:
        begun = date(self.graduated, 9, 1)
        if begun >= self.day or self.draw.random() < 0.1:
            return []
        told = {"from": begun.isoformat(), "full_time": self.draw.random() < 0.9, "self_employed": False}
        return [self._record(fact, **told)]

    def _incomes(self, fact: Fact) -> list[dict[str, Any]]:
        year = {
            "from": (self.day - timedelta(days=364)).isoformat(),
            "until": (self.day - timedelta(days=1)).isoformat(),
        }
        kind = self.draw.choice(["salary", "salary", "salary", "own_company_profit"])
        return [self._record(fact, **year, amount=self.pay, currency="HKD", kind=kind)]
