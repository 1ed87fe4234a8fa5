"""A scheme in which every route is one expression, laid over the gardeners' policy: all that the language has."""

import json
from pathlib import Path
from typing import Any

COMPILED = [
    "age(date_of_birth) >= garden.least_age",
    "age(date_of_birth) < garden.least_age",
    "age(date_of_birth) == 30",
    "18 <= age(date_of_birth, approved_on) <= 40",
    "pay >= garden.pay",
    'not pay >= garden.pay or craft == "trees"',
    "months_worked >= garden.months and months_worked < 20",
    "months_worked == 18",
    "months_worked != garden.months",
    "pay + earned - 3 >= 10000",
    "earned - pay > months_in_hand",
    "12 - months_worked <= 2",
    "earned >= pay",
    "craft == other_craft",
    'craft != "roses"',
    "craft in crafts_known",
    '"roses" in crafts_known',
    "any_in(nationalities, garden.excluded)",
    'all_in(nationalities, ["AFG", "GBR"])',
    'all_in(crafts_known, ["roses"]) or any_in(crafts_known, ["trees"])',
    "left_on - garden.window <= applied_on <= left_on",
    "left_on <= back_on",
    "left_on != back_on",
    "year(applied_on) - year(left_on) <= 5",
    "year(left_on) == 2023",
    "tax_year_start(left_on) <= applied_on - years(1)",
    "tax_year_end(back_on) > applied_on",
    "applied_on - left_on >= 30",
    "left_on + months(3) >= applied_on",
    "garden.least_age > 17",
    "guild == local",
    "guild != local",
    "guild != True or not local",
    "school in schools",
    "town in towns",
    "not town in towns",
    'craft in ["roses"]',
    "approved_on >= applied_on",
    "approved_on < left_on",
]
OPEN = ["back_on - left_on >= 30", "any_in(tongues, schools)"]


def text(words: str) -> dict[str, str]:
    return {"en": words, "zh-Hant": words, "zh-Hans": words}


def write_meadow(folder: Path, expressions: list[str]) -> Path:
    """Write the overlay and return its folder."""
    codes = {"roses": text("Roses"), "trees": text("Trees")}
    facts: dict[str, Any] = {
        "left_on": {"type": "partial_day"},
        "back_on": {"type": "day"},
        "crafts_known": {"type": "choices", "values": codes},
        "other_craft": {"type": "choice", "values": codes},
        "school": {"type": "text"},
        "town": {"type": "country"},
        "months_in_hand": {"type": "hkd"},
    }
    names = [f"meadow.e{place:02}" for place in range(len(expressions))]
    since = {"from": "2020-01-01", "source": "gazette"}
    scheme = {
        "code": "meadow", "title": text("Meadow"), "summary": text("Meadow"), "for_whom": text("Meadow"),
        "official_page": "https://town.example", "source": "gazette",
    }  # fmt: skip
    towns = {"title": text("Towns"), "file": "towns.csv", "kind": "codes", "source": "gazette"}
    document = {
        "facts": {name: {**fact, "label": text(name)} for name, fact in facts.items()},
        "lists": {"towns": towns},
        "criteria": [
            {"id": name, "text": text(name), "versions": [{**since, "test": expression}]}
            for name, expression in zip(names, expressions, strict=True)
        ],
        "scheme": scheme,
    }
    folder.mkdir()
    (folder / "meadow.yaml").write_text(json.dumps(document), encoding="utf-8")
    (folder / "towns.csv").write_text(
        "code,effective_from,effective_until,effective_after\nGBR,2020-01-01,,\nFRA,2020-01-01,2023-05-31,\nCHN,2025-01-01,,2024-01-01\n",
        encoding="utf-8",
    )
    for name in names:
        route = {
            "route": name,
            "scheme": "meadow",
            "kind": "entry",
            "title": text(name),
            "open": [since],
            "require": {"all": [name]},
        }
        (folder / f"{name}.yaml").write_text(json.dumps(route), encoding="utf-8")
    return folder
