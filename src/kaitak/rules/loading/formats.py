"""The shape of every section, as docs/policy_format.md describes it."""

import re

from kaitak.rules.loading.raw import Faults, RawPolicy
from kaitak.rules.loading.shapes import (
    DOTTED,
    PLAIN,
    Check,
    anything,
    day,
    dotted,
    either,
    keys,
    list_of,
    map_of,
    one_of,
    pattern,
    plain,
    start,
    string,
    text,
    truth,
    whole,
)

CONFIDENCE = one_of("official", "press", "third_party", "inferred")
FACT_TYPES = (
    "bool", "int", "hkd", "day", "moment", "partial_day", "month", "year", "tax_year", "choice", "choices", "country",
    "countries", "currency", "text", "long_text", "name", "chinese_name", "email", "phone", "travel_document_number",
    "identity_card", "texts", "money", "rates", "records",
)  # fmt: skip
expression = either(string, truth, whole)
number = either(whole, dotted)
revision = pattern(re.compile(r"\d{4}(-\d{2}(-\d{2})?)?"), "a day, a month or a year")
cited: dict[str, Check] = {"at": string, "confidence": CONFIDENCE, "note": string}
dated: dict[str, Check] = {**cited, "until": day, "replaces": start}


def versions(content: dict[str, Check]) -> Check:
    """Return the shape of dated versions with such content."""
    return list_of(keys({"from": start, "source": string}, {**dated, **content}), least=1)


def _tree(value: object, key: str, report: object) -> None:
    TREE(value, key, report)  # type: ignore[arg-type]


award = keys({"points": whole, "when": dotted})
factor = keys({"id": plain}, {"best": list_of(award, least=1), "sum": list_of(award, least=1), "most": whole})
points = keys({"test": string, "pass_mark": number, "factors": list_of(factor, least=1)})
TREE = either(
    dotted,
    keys({"all": list_of(_tree, least=1)}),
    keys({"any": list_of(_tree, least=1)}),
    keys({"at_least": whole, "of": list_of(_tree, least=1)}),
    keys({"points": points}),
)
dated_tree = keys(
    {"from": start, "source": string},
    {
        **dated,
        "all": list_of(_tree),
        "any": list_of(_tree),
        "at_least": whole,
        "of": list_of(_tree),
        "points": points,
    },
)
limits = keys({}, {"least": whole, "most": whole, "earliest": string, "latest": string})
expected = keys({"otherwise": text}, {"earliest": string, "latest": string})
fact_keys: dict[str, Check] = {
    "path": string, "question": text, "help": text, "unit": plain, "values": map_of(text),
    "values_of": one_of("schemes"),
    "limits": limits,
    "mutable": truth, "sensitive": truth, "not_before": plain, "absent": one_of("open"), "as": plain,
    "currency": plain, "note": string, "usual": anything, "effort": whole,
    "expected": expected,
}  # fmt: skip
field = keys({"type": one_of(*FACT_TYPES), "label": text}, fact_keys)
window = keys({}, {"from": string, "until": string})
reduction: dict[str, Check] = {
    "reduce": one_of("exists", "count", "months", "sum", "latest", "earliest"), "over": plain, "where": expression,
    "field": plain, "rates": plain, "period": list_of(plain), "within": list_of(window), "value": expression,
    "most": expression,
}  # fmt: skip
figure_content: dict[str, Check] = {
    "value": anything, "values": map_of(anything), "unsourced": truth, "supplied": map_of(string),
}  # fmt: skip
criterion_content: dict[str, Check] = {
    "test": expression, "judgement": truth, "unsourced": truth, "not_required": truth, "text": text,
}  # fmt: skip
issuance = keys({"days": whole, "more": whole, "otherwise": whole}, {"fixed_months": whole})
tariff_content: dict[str, Check] = {
    "structure": plain, "application_fee": whole, "issuance_fee": either(whole, issuance),
    "undetermined_if_paid_from": keys({"day": day, "because": text}),
}  # fmt: skip
party = keys(
    {"id": plain, "title": text},
    {"most": whole, "places": map_of(string), "signs_from_age": plain, "by_link": truth, "summary": text},
)
page_fact = either(
    plain, keys({"fact": plain}, {"required": truth, "when": expression, "fields": list_of(plain, least=1)})
)
page = keys(
    {"id": plain, "party": plain, "title": text, "facts": list_of(page_fact, least=1)},
    {"intro": text, "when": expression},
)
declaration = keys(
    {"id": plain, "party": plain, "versions": versions({"name": string, "text": text})}, {"title": text}
)
slot = keys(
    {"id": plain, "party": plain, "title": text, "max_files": whole, "source": string},
    {
        "shows": text, "required": expression, "when": expression, "unless": expression, "exempt_because": text,
        "from": day, "until": day, "seen_by": list_of(plain), **cited,
    },
)  # fmt: skip
hours = keys(
    {
        "days": list_of(one_of(*["mon", "tue", "wed", "thu", "fri", "sat", "sun"])),
        "from": string,
        "until": string,
    }
)
holiday = keys({"day": day, "name": text}, {"source": string})
stay_case = keys({"months": number}, {"when": expression})
FORMATS: dict[str, Check] = {
    "sources": keys(
        {"publisher": either(text, string), "title": either(text, string)},
        {"page": string, "revised": revision, "confidence": CONFIDENCE, "note": string, "operator": truth},
    ),
    "facts": keys({"type": one_of(*FACT_TYPES), "label": text}, {**fact_keys, "fields": map_of(field, plain)}),
    "derivations": keys(
        {"type": one_of("bool", "int", "hkd", "day", "choice"), "label": text, "versions": versions(reduction)},
        {"unit": plain, "values": map_of(text), "chosen_by": plain, "help": text},
    ),
    "lists": keys(
        {"title": text, "kind": one_of("names", "codes"), "source": string, "rows": list_of(map_of(string))},
        {"incomplete": list_of(keys({"from": start, "source": string}, {**cited, "until": day}), least=1)},
    ),
    "figures": keys(
        {"versions": versions(figure_content)},
        {
            "type": one_of("int", "hkd", "duration", "day", "bool", "codes", "countries"), "unit": plain,
            "label": text, "by": plain, "chosen_by": plain,
        },
    ),
    "criteria": keys(
        {"text": text, "versions": versions(criterion_content)},
        {"found": plain, "needed": dotted, "chosen_by": plain, "gate": one_of("acceptance")},
    ),
    "schemes": keys(
        {"title": text, "summary": text, "for_whom": text, "official_page": string, "source": string},
        {"order": whole, "short_title": text, "specified_scheme": truth, "processing": map_of(dotted, plain)},
    ),
    "routes": keys(
        {
            "scheme": plain, "kind": one_of("entry", "extension", "dependant"), "title": text,
            "open": list_of(keys({"from": start, "source": string}, dated), least=1),
            "require": either(
                TREE, keys({"versions": list_of(dated_tree, least=1)}, {"chosen_by": plain})
            ),
        },
        {
            "order": whole, "for_whom": text, "applies": dotted, "person": string, "quota": dotted,
            "initial_stay": keys(
                {"source": string},
                {
                    "cases": list_of(stay_case, least=1), "capped_by": plain, "linked_to": one_of("sponsor"),
                    "text": text, **cited,
                },
            ),
        },
    ),
    "procedures": keys(
        {
            "kind": one_of("entry", "extension", "change_of_condition", "change_with_extension"), "title": text,
            "routes": list_of(dotted, least=1), "parties": list_of(party, least=1),
        },
        {
            "quota": dotted, "pages": list_of(page), "declarations": list_of(declaration), "documents": list_of(slot),
            "intro": text,
        },
    ),
    "quotas": keys(
        {"title": text, "overall": number, "takes": one_of("group", "person"), "source": string},
        {
            "from": day, "until": day, "period": one_of("unsourced"),
            "pools": keys({"by": plain, "each": number}), **cited,
        },
    ),
    "tariffs": keys(
        {
            "for": either(one_of("specified", "ordinary"), list_of(dotted, least=1)),
            "versions": versions(tariff_content),
        },
        {"chosen_by": one_of("submitted_at", "paid_on")},
    ),
    "calendar": keys(
        {"tax_year_begins": string},
        {"source": string, "public_holidays": list_of(holiday), "office_hours": list_of(hours)},
    ),
    "operator": keys(
        {"value": anything, "question": text, "reason": text},
        {"unit": plain, "answers": either(string, list_of(string))},
    ),
}  # fmt: skip
IDENTIFIERS: dict[str, Check] = {
    **{
        name: pattern(PLAIN, "a plain name")
        for name in ("facts", "derivations", "lists", "operator", "schemes")
    },
    **{
        name: pattern(DOTTED, "a dotted name")
        for name in ("figures", "criteria", "routes", "procedures", "quotas")
    },
}


def check_shapes(raw: RawPolicy, faults: Faults) -> None:
    """Report every departure of the entries from their shape."""
    for section, identifier, entry in raw.entries():
        file = raw.origin(section, identifier)

        def report(key: str, message: str, file: str = file) -> None:
            faults.add(file, key, message)

        where = f"{section}.{identifier}"
        IDENTIFIERS.get(section, anything)(identifier, where, report)
        FORMATS[section](entry, where, report)
