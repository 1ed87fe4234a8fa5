"""From raw entries to a policy, in the order in which things need one another."""

import json
from collections import ChainMap
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any

from kaitak.rules.errors import did_you_mean, nearest
from kaitak.rules.loading import online, rules, surroundings, vocabulary
from kaitak.rules.loading.assembly import Builders, Sections, assembled
from kaitak.rules.loading.building import DATES, Builder
from kaitak.rules.loading.entries import Entries
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
    """Return the checked policy, whole; raises PolicyFault with everything that is wrong."""
    check_shapes(raw, faults)
    faults.stop_if_any()
    vocabulary.name_schemes(raw.sections)
    builder = Builder(raw, faults, _scope(raw.sections))
    _check_names(builder)
    policy = assembled(raw.sections, document or canonical(raw), partial(_builders, builder))
    for field in fields(policy):
        section = getattr(policy, field.name)
        if isinstance(section, Entries):
            list(section.values())
    vocabulary.check_no_circle(builder, policy.derivations)
    _check_placeholders(builder)
    faults.stop_if_any()
    return policy


def builders(sections: Sections, policy: Policy) -> Builders:
    """Return what builds the entries of each section of a policy that was checked before."""
    return _builders(Builder(RawPolicy(sections), Faults(), _scope(sections)), policy)


def _builders(builder: Builder, policy: Policy) -> Builders:
    works: dict[str, Callable[..., Any]] = {
        "sources": vocabulary.build_source, "facts": vocabulary.build_fact, "lists": vocabulary.build_list,
        "derivations": vocabulary.build_derivation, "figures": rules.build_figure,
        "criteria": rules.build_criterion, "schemes": rules.build_scheme, "routes": rules.build_route,
        "procedures": online.build_procedure, "tariffs": surroundings.build_tariff,
        "quotas": partial(surroundings.build_quota, policy.figures), "operator": surroundings.build_choice,
        "calendar": surroundings.build_calendar,
    }  # fmt: skip
    return {section: partial(work, builder) for section, work in works.items()}


def _scope(sections: Sections) -> Scope:
    """Return the type of every name, worked out when it is asked for."""
    kinds = {"names": Type("names"), "codes": Type("listed_codes")}

    def types(section: str, kind: Callable[[Any], Type]) -> Entries[Type]:
        return Entries(lambda: list(sections[section]), lambda name: kind(sections[section][name]))

    facts, derived = (types(one, vocabulary.type_of) for one in ("facts", "derivations"))
    figures, lists = types("figures", rules.figure_type), types("lists", lambda one: kinds[one["kind"]])
    return Scope(ChainMap(derived, facts), figures, lists)


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
        limits = {**entry.get("limits", {}), "from": entry.get("expected", {}).get("earliest")}
        bound = [entry.get("not_before"), entry.get("expected", {}).get("latest"), *limits.values()]
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
