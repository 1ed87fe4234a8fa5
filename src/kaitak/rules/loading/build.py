"""From raw entries to a policy, in the order in which things need one another."""

import json
from functools import partial
from typing import Any

from kaitak.rules.errors import did_you_mean, nearest
from kaitak.rules.loading import online, rules, surroundings, vocabulary
from kaitak.rules.loading.building import DATES, Builder
from kaitak.rules.loading.formats import check_shapes
from kaitak.rules.loading.raw import Faults, RawPolicy
from kaitak.rules.nodes import Type
from kaitak.rules.parse import Scope
from kaitak.rules.policy import Policy
from kaitak.rules.texts import Text

FORMAT = 1


def canonical(raw: RawPolicy) -> bytes:
    """Return the bundle as canonical JSON: keys sorted, no spaces, UTF-8."""
    document = {"format": FORMAT, "sections": raw.sections}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def build(raw: RawPolicy, faults: Faults, document: bytes | None = None) -> Policy:
    """Return the checked policy; raises PolicyFault with everything that is wrong."""
    check_shapes(raw, faults)
    faults.stop_if_any()
    builder = Builder(raw, faults)
    builder.scope = _scope(raw)
    _check_names(builder)
    each = builder.each
    figures = each("figures", partial(rules.build_figure, builder))
    derivations = each("derivations", partial(vocabulary.build_derivation, builder))
    vocabulary.check_no_circle(builder, derivations)
    routes = each("routes", partial(rules.build_route, builder))
    policy = Policy(
        document=document or canonical(raw),
        sources=each("sources", partial(vocabulary.build_source, builder)),
        facts=each("facts", partial(vocabulary.build_fact, builder)),
        derivations=derivations,
        lists=each("lists", partial(vocabulary.build_list, builder)),
        figures=figures,
        criteria=each("criteria", partial(rules.build_criterion, builder)),
        schemes=_by_order(each("schemes", partial(rules.build_scheme, builder))),
        routes=routes,
        procedures=each("procedures", partial(online.build_procedure, builder)),
        quotas={
            name: surroundings.build_quota(builder, name, entry, figures)
            for name, entry in raw.sections["quotas"].items()
        },
        fees=each("tariffs", partial(surroundings.build_tariff, builder)),
        calendar=surroundings.build_calendar(
            builder, raw.sections["calendar"].get("calendar", {"tax_year_begins": "04-01"})
        ),
        choices=each("operator", partial(surroundings.build_choice, builder)),
    )
    _check_placeholders(builder)
    faults.stop_if_any()
    return policy


def _by_order(schemes: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(schemes.items(), key=lambda item: (item[1].order, item[0])))


def _scope(raw: RawPolicy) -> Scope:
    """Return the types of every name, before anything is built."""
    sections = raw.sections
    facts = {name: vocabulary.fact_type(entry["type"], entry) for name, entry in sections["facts"].items()}
    facts |= {
        name: vocabulary.fact_type(entry["type"], entry) for name, entry in sections["derivations"].items()
    }
    figures = {name: rules.figure_type(entry) for name, entry in sections["figures"].items()}
    kinds = {"names": Type("names"), "codes": Type("listed_codes")}
    lists = {name: kinds[entry["kind"]] for name, entry in sections["lists"].items()}
    return Scope(facts, figures, lists)


def _check_names(builder: Builder) -> None:
    sections = builder.raw.sections
    for name in DATES:
        if name not in sections["facts"]:
            builder.faults.add("facts.yaml", f"facts.{name}", "is missing: a date of the question itself")
    for one, other in (("lists", "facts"), ("lists", "derivations"), ("criteria", "figures")):
        for name in sections[one]:
            if name in sections[other]:
                builder.fault(one, name, "", f"the name is also one of {other}")
    for name, entry in sections["facts"].items():
        bound = [entry.get("not_before"), *entry.get("limits", {}).values()]
        for value in bound:
            if isinstance(value, str) and not value[0].isdigit() and value not in sections["facts"]:
                builder.fault("facts", name, "", f"there is no fact {value!r}")


def _check_placeholders(builder: Builder) -> None:
    figures = builder.raw.sections["figures"]
    for section, identifier, entry in builder.raw.entries():
        for key, written in _texts_in(entry, ""):
            for name in sorted(Text(*(str(part) for part in written.values())).placeholders()):
                if name not in figures:
                    hint = did_you_mean(nearest(name, figures))
                    builder.fault(section, identifier, key, f"there is no figure {{{name}}}{hint}")


def _texts_in(value: Any, key: str) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if set(value) == {"en", "zh-Hant", "zh-Hans"}:
            return [(key, value)] if "{" in "".join(map(str, value.values())) else []
        return [found for name, one in value.items() for found in _texts_in(one, f"{key}.{name}")]
    if isinstance(value, list):
        return [found for index, one in enumerate(value) for found in _texts_in(one, f"{key}[{index}]")]
    return []
