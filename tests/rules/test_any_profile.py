"""Any profile that fits the packaged policy's vocabulary is answered, and by both evaluators alike."""

from datetime import date
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaitak.rules import assess, decide, derive, load_policy, schema
from kaitak.rules.model import Fact
from kaitak.rules.profile import known_keys

POLICY = load_policy()
PROFILE = jsonschema.Draft202012Validator(schema(POLICY, "profile"))
ASSESSMENT = jsonschema.Draft202012Validator(schema(POLICY, "assessment"))
days = st.dates(date(2022, 6, 1), date(2027, 12, 31))
written = st.dates(date(1980, 1, 1), date(2027, 12, 31)).map(date.isoformat)
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "bool": st.booleans(),
    "int": st.integers(0, 72),
    "hkd": st.integers(0, 3_000_000),
    "money": st.integers(0, 3_000_000),
    "day": written,
    "moment": written.map(lambda day: f"{day}T11:00:00+08:00"),
    "partial_day": written | written.map(lambda day: day[:7]) | st.integers(2000, 2026),
    "month": written.map(lambda day: day[:7]),
    "year": st.integers(2000, 2026),
    "tax_year": st.sampled_from(["2023/24", "2024/25", "2025/26"]),
    "country": st.sampled_from(["CHN", "GBR", "AFG", "HKG", "MAC"]),
    "countries": st.lists(st.sampled_from(["CHN", "GBR", "CUB"]), max_size=2, unique=True),
    "currency": st.sampled_from(["HKD", "EUR"]),
    "rates": st.just({"EUR": 8.45}),
    "texts": st.lists(st.sampled_from(["University of Oxford", "Nowhere College"]), max_size=2),
}


def answer(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.kind == "choice":
        return st.sampled_from(list(fact.values))
    if fact.kind == "choices":
        return st.lists(st.sampled_from(list(fact.values)), max_size=2, unique=True)
    if fact.kind == "records":
        return st.lists(branch(dict(fact.fields)), max_size=2)
    return BY_KIND.get(fact.kind, st.sampled_from(["University of Oxford", "MIT", "Somewhere"]))


def branch(tree: dict[str, Any], path: str = "") -> st.SearchStrategy[Any]:
    many = {route.person for route in POLICY.routes.values() if route.many}
    optional = {}
    for key, inner in tree.items():
        place = f"{path}.{key}" if path else key
        found = answer(inner) if isinstance(inner, Fact) else branch(inner, place)
        optional[key] = st.none() | (st.lists(found, max_size=2) if place in many else found)
    return st.fixed_dictionaries({}, optional=optional)


profiles = branch({key: value for key, value in known_keys(POLICY).items() if key != "facts"})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(profiles, days)
def test_any_profile_is_assessed_alike_by_both_evaluators(profile: dict[str, Any], day: date) -> None:
    assessment = assess(POLICY, profile, day=day)

    assert {one["route"]: one["verdict"] for one in assessment["routes"]} == decide(POLICY, profile, day=day)
    PROFILE.validate(profile)
    ASSESSMENT.validate(assessment)
    assert derive(POLICY, profile, day).keys() >= POLICY.derivations.keys()
