"""JSON Schema of what goes in and comes out."""

from collections.abc import Mapping
from typing import Any

from kaitak.rules.errors import UnknownName
from kaitak.rules.fee_case import KINDS
from kaitak.rules.model import Fact
from kaitak.rules.policy import Policy
from kaitak.rules.profile import known_keys

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DAY: dict[str, Any] = {"type": "string", "format": "date"}
MOMENT: dict[str, Any] = {"type": "string", "format": "date-time"}
CODE: dict[str, Any] = {"type": "string", "pattern": "^[A-Z]{3}$"}
NUMBER_OR_NULL: dict[str, Any] = {"type": ["integer", "null"]}
TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
TYPES: dict[str, dict[str, Any]] = {
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "hkd": {"type": "number"},
    "money": {"type": "number"},
    "day": DAY,
    "moment": MOMENT,
    "partial_day": {
        "oneOf": [{"type": "integer"}, {"type": "string", "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$"}]
    },
    "month": {"type": "string", "pattern": "^\\d{4}-\\d{2}$"},
    "year": {"oneOf": [{"type": "integer"}, {"type": "string", "pattern": "^\\d{4}$"}]},
    "tax_year": {"type": "string", "pattern": "^\\d{4}/\\d{2}$"},
    "country": CODE,
    "currency": CODE,
    "countries": {"type": "array", "items": CODE},
    "texts": TEXTS,
    "rates": {"type": "object", "additionalProperties": {"type": "number"}},
}


def schema(policy: Policy, name: str) -> dict[str, Any]:
    """Return the JSON Schema of ``profile``, ``assessment`` or ``fee``."""
    makers = {"profile": profile_schema, "assessment": assessment_schema, "fee": fee_schema}
    if name not in makers:
        raise UnknownName("schema", name, makers)
    return {"$schema": DRAFT, "title": name, **makers[name](policy)}


def profile_schema(policy: Policy) -> dict[str, Any]:
    """Return the schema of a profile: every key may be left out, none may be invented."""
    tree = {key: value for key, value in known_keys(policy).items() if key != "facts"}
    many = {route.person for route in policy.routes.values() if route.many}
    answer = _branch(tree, many, "")
    names = (*policy.facts, *policy.derivations)
    answer["properties"]["facts"] = _object({name: _given(policy.fact(name)) for name in names})
    return answer


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def _branch(tree: Mapping[str, Any], many: set[str], path: str) -> dict[str, Any]:
    properties = {}
    for key, value in tree.items():
        place = f"{path}.{key}" if path else key
        if isinstance(value, Fact):
            properties[key] = _nullable(_fact(value))
        else:
            inner = _branch(value, many, place)
            properties[key] = _nullable({"type": "array", "items": inner} if place in many else inner)
    return _object(properties)


def _nullable(inner: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [inner, {"type": "null"}]}


def _given(fact: Fact) -> dict[str, Any]:
    one = _fact(fact)
    if fact.type.kind in ("int", "day"):
        return {"anyOf": [one, {"type": "array", "items": _nullable(one), "minItems": 2, "maxItems": 2}]}
    return one


def _fact(fact: Fact) -> dict[str, Any]:
    about = {"title": fact.label.en, **({"description": fact.question.en} if fact.question else {})}
    if fact.kind == "choice":
        return {**about, "enum": list(fact.values)}
    if fact.kind == "choices":
        return {**about, "type": "array", "items": {"enum": list(fact.values)}}
    if fact.kind == "records":
        fields = {name: _nullable(_fact(field)) for name, field in fact.fields.items()}
        return {**about, "type": "array", "items": _object(fields)}
    return {**about, **TYPES.get(fact.kind, {"type": "string"})}


def assessment_schema(policy: Policy) -> dict[str, Any]:
    """Return the schema of an assessment."""
    criterion = {
        "type": "object",
        "required": ["id", "status", "text", "facts"],
        "properties": {
            "id": {"type": "string"},
            "status": {"enum": ["met", "not_met", "unknown", "unsourced", "judgement"]},
            "text": {"type": "string"},
            "found": {"type": ["string", "null"]},
            "needed": {"type": "string"},
            "unit": {"type": "string"},
            "facts": TEXTS,
            "missing": TEXTS,
            "decided_by": TEXTS,
            "gate": {"enum": ["acceptance"]},
            "source": {"type": "object", "required": ["id", "at", "revised"]},
        },
    }
    route = {
        "type": "object",
        "required": ["scheme", "route", "verdict", "criteria", "missing"],
        "properties": {
            "scheme": {"enum": list(policy.schemes)},
            "route": {"enum": list(policy.routes)},
            "verdict": {"enum": ["meets", "fails", "undetermined", "closed"]},
            "criteria": {"type": "array", "items": criterion},
            "missing": {"type": "array", "items": {"type": "string"}},
            "initial_stay_months": NUMBER_OR_NULL,
            "points": {
                "type": "object",
                "required": ["test", "least", "most", "maximum", "pass_mark", "factors"],
            },
        },
    }
    routes = {"type": "array", "items": route}
    person = _object({"person": {"type": "string"}, "routes": routes})
    return {
        "type": "object",
        "required": ["applied_on", "policy", "policy_digest", "routes"],
        "properties": {
            "applied_on": {"type": ["string", "array", "null"]},
            "policy": {"type": "string"},
            "policy_digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
            "routes": routes,
            "dependants": {"type": "array", "items": person},
        },
    }


def fee_schema(policy: Policy) -> dict[str, Any]:
    """Return the schemas of a fee case and of its answer."""
    amounts = _object({"each": NUMBER_OR_NULL, "total": NUMBER_OR_NULL})
    stays = [
        _object({key: inner})
        for key, inner in (("months", {"type": "integer"}), ("days", {"type": "integer"}), ("last_date", DAY))
    ]
    case = _object(
        {
            "scheme": {"enum": list(policy.schemes)},
            "route": {"enum": list(policy.routes)},
            "kind": {"enum": list(KINDS)},
            "persons": {"type": "integer", "minimum": 1},
            "submitted_at": MOMENT,
            "stay": {"oneOf": stays},
            **dict.fromkeys(("old_last_date", "new_last_date", "paid_on"), DAY),
        }
    )
    answer = {
        "type": "object",
        "required": [
            "currency",
            "structure",
            "application_fee",
            "issuance_fee",
            "relevant_period_days",
            "undetermined",
        ],
        "properties": {
            "currency": {"const": "HKD"},
            "structure": {"type": ["string", "null"]},
            "application_fee": amounts,
            "issuance_fee": amounts,
            "relevant_period_days": NUMBER_OR_NULL,
            "sources": {"type": "array", "items": {"type": "object"}},
            "undetermined": {"type": "array", "items": {"type": "string"}},
        },
    }
    return {**case, "required": ["scheme"], "$defs": {"answer": answer}}
