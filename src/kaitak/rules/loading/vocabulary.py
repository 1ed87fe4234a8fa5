"""Build sources, facts, derived facts and lists."""

from collections.abc import Mapping
from typing import Any

from kaitak.rules.errors import FactError
from kaitak.rules.loading.building import (
    Builder,
    codes_type,
    day,
    start_of,
    text,
    text_or_none,
    texts,
)
from kaitak.rules.loading.raw import Entry
from kaitak.rules.model import DatedList, Derivation, Fact, Reduction, Row, Source
from kaitak.rules.nodes import FactName, Node, Type
from kaitak.rules.parse import Scope
from kaitak.rules.reading import read_value
from kaitak.rules.reductions import nodes_of

PLAIN_TYPES = {
    "bool": Type("bool"), "hkd": Type("int", "hkd"), "year": Type("int", "calendar_year"), "moment": Type("moment"),
    "country": Type("code"), "countries": Type("codes"), "currency": Type("code"), "texts": Type("texts"),
    "money": Type("money"), "rates": Type("rates"), "records": Type("records"),
}  # fmt: skip
DAYS = ("day", "partial_day", "month", "tax_year")
LIST_COLUMNS = (
    "name",
    "code",
    "effective_after",
    "effective_from",
    "effective_until",
    "source",
    "other_names",
)


def fact_type(kind: str, entry: Entry) -> Type:
    """Return what a fact of a kind is in expressions."""
    if kind == "int":
        return Type("int", entry.get("unit"))
    if kind in ("choice", "choices"):
        return codes_type("code" if kind == "choice" else "codes", entry.get("values", {}))
    return Type("day") if kind in DAYS else PLAIN_TYPES.get(kind, Type("text"))


def type_of(entry: Entry) -> Type:
    """Return what a fact's entry is in expressions."""
    return fact_type(entry["type"], entry)


def build_source(_: Builder, name: str, entry: Entry) -> Source:
    """Return a source."""
    return Source(
        name,
        text(entry["title"]),
        text(entry["publisher"]),
        entry.get("page", ""),
        entry.get("revised", ""),
        entry.get("confidence", "official"),
        bool(entry.get("operator")),
        entry.get("note", ""),
    )


def name_schemes(sections: Mapping[str, Mapping[str, Any]]) -> None:
    """Give the facts whose answers are the schemes a code for each, by its title; their own codes come last and win."""
    titles = {code: scheme["title"] for code, scheme in sections["schemes"].items()}
    for fact in sections["facts"].values():
        if fact.get("values_of") == "schemes":
            fact["values"] = {**titles, **fact.get("values", {})}


def build_fact(builder: Builder, name: str, entry: Entry, key: str = "") -> Fact:
    """Return a fact, or a field of records."""
    kind = entry["type"]
    owner = key.split(".")[1] if key else name
    if kind in ("choice", "choices") and not entry.get("values"):
        builder.fault("facts", owner, f"{key}.values", f"a {kind} has its codes here")
    if kind == "records" and not entry.get("fields"):
        builder.fault("facts", owner, f"{key}.fields", "records have fields")
    fields = {
        one: build_fact(builder, one, raw, f".{owner}{key}.fields.{one}")
        for one, raw in entry.get("fields", {}).items()
    }
    expected = entry.get("expected", {})
    found = Fact(
        name=name,
        kind=kind,
        path=entry.get("path", name),
        label=text(entry["label"]),
        type=fact_type(kind, entry),
        question=text_or_none(entry.get("question")),
        help=text_or_none(entry.get("help")),
        unit="hkd" if kind in ("hkd",) else entry.get("unit"),
        values=texts(entry.get("values")),
        limits=entry.get("limits", {}),
        expected={one: limit for one, limit in expected.items() if one != "otherwise"},
        otherwise=text_or_none(expected.get("otherwise")),
        fields=fields,
        currency=entry.get("currency", ""),
        alias=entry.get("as", ""),
        absent_open=entry.get("absent") == "open",
        not_before=entry.get("not_before", ""),
        mutable=bool(entry.get("mutable")),
        sensitive=bool(entry.get("sensitive")),
        usual=entry.get("usual"),
        effort=entry.get("effort", 0),
        note=entry.get("note", ""),
    )
    _check_usual(builder, found, owner, key)
    return found


def _check_usual(builder: Builder, fact: Fact, owner: str, key: str) -> None:
    """Refuse a usual answer that is none of the fact's."""
    try:
        read_value(fact, fact.usual)
    except FactError as error:
        builder.fault("facts", owner, f"{key}.usual", error.message)


def derived_fact(name: str, entry: Entry) -> Fact:
    """Return the fact that a derivation gives."""
    kind = entry["type"]
    return Fact(
        name=name,
        kind=kind,
        path=f"facts.{name}",
        label=text(entry["label"]),
        type=fact_type(kind, entry),
        help=text_or_none(entry.get("help")),
        unit="hkd" if kind == "hkd" else entry.get("unit"),
        values=texts(entry.get("values")),
    )


def build_derivation(builder: Builder, name: str, entry: Entry) -> Derivation:
    """Return a derivation."""
    fact = derived_fact(name, entry)
    if name in builder.raw.sections["facts"]:
        builder.fault("derivations", name, "", "is also a fact that is asked")

    def content(raw: Entry, place: tuple[str, str, str]) -> Reduction | Node | None:
        if ("value" in raw) == ("reduce" in raw):
            builder.fault(*place, "has either `reduce` or `value`")
            return None
        if "value" in raw:
            return builder.expression(place, raw["value"], fact.type.kind, None)
        return _reduction(builder, raw, place)

    return Derivation(fact, builder.timeline("derivations", name, entry, content))


REDUCED_TYPES = {
    "exists": "bool",
    "count": "int",
    "months": "int",
    "sum": "int",
    "latest": "day",
    "earliest": "day",
}


SEVERAL = ("texts", "choices", "countries")


def _reduction(builder: Builder, raw: Entry, place: tuple[str, str, str]) -> Reduction:
    over = raw.get("over", "")
    if builder.raw.sections["facts"].get(over, {}).get("type") in SEVERAL:
        return _counted(builder, raw, place)
    fields = _records(builder, over, place)
    scope = record_scope(builder, fields)
    for key in ("field",) if raw["reduce"] in ("sum", "latest", "earliest") else ():
        if raw.get(key) not in fields:
            builder.fault(*place, f"`{key}` names one of {', '.join(fields)}")
    period = tuple(raw.get("period", ("from", "until")))
    if (raw["reduce"] == "months" or raw.get("within")) and not set(period) <= set(fields):
        builder.fault(*place, f"`period` names two of {', '.join(fields)}")
    within = tuple(
        (
            builder.expression(place, one.get("from"), "day", scope),
            builder.expression(place, one.get("until"), "day", scope),
        )
        for one in raw.get("within", ())
    )
    where = builder.expression(place, raw.get("where"), "bool", scope)
    rates = raw.get("rates", "")
    if rates:
        builder.known("facts", place, rates)
    first, last = period if len(period) == 2 else ("", "")
    most = builder.expression(place, raw.get("most"), "int", None)
    if most and raw["reduce"] != "sum":
        builder.fault(*place, "only a `sum` has `most`")
    return Reduction(raw["reduce"], over, where, raw.get("field", ""), rates, (first, last), within, most)


def _counted(builder: Builder, raw: Entry, place: tuple[str, str, str]) -> Reduction:
    if raw["reduce"] != "count" or "where" in raw or "within" in raw:
        builder.fault(*place, f"the answers of {raw['over']!r} can only be counted, all of them")
    return Reduction("count", raw["over"])


def _records(builder: Builder, over: str, place: tuple[str, str, str]) -> dict[str, Any]:
    entry = builder.raw.sections["facts"].get(over, {})
    if entry.get("type") != "records":
        builder.fault(*place, f"`over` names a fact of type records, not {over!r}")
    fields: dict[str, Any] = entry.get("fields", {})
    return fields


def record_scope(builder: Builder, fields: dict[str, Any]) -> Scope:
    """Return the names an expression on one record may use."""
    own = {raw.get("as", name): (name, fact_type(raw["type"], raw)) for name, raw in fields.items()}
    scope = builder.scope
    return Scope(scope.facts, scope.figures, scope.lists, own)


def build_list(builder: Builder, name: str, entry: Entry) -> DatedList:
    """Return a dated list."""
    place = ("lists", name, "")
    source = builder.source(place, entry["source"])
    rows = [
        _row(builder, row, (*place[:2], f".rows[{index}]"), source) for index, row in enumerate(entry["rows"])
    ]
    gaps = [
        builder.version(raw, (*place[:2], f".incomplete[{index}]"), start_of(raw["from"], None), None)
        for index, raw in enumerate(entry.get("incomplete", ()))
    ]
    known = tuple(row for row in rows if row)
    return DatedList(name, entry["kind"], text(entry["title"]), source, known, tuple(gaps))


def _row(builder: Builder, raw: Entry, place: tuple[str, str, str], source: str) -> Row | None:
    name = raw.get("name") or raw.get("code")
    try:
        after, first, last = (day(raw.get(f"effective_{end}")) for end in ("after", "from", "until"))
    except ValueError:
        builder.fault(*place, "effective_after, effective_from and effective_until are days")
        return None
    if not name or first is None:
        builder.fault(*place, "a row has a name (or code) and effective_from")
        return None
    if after and after >= first:
        builder.fault(*place, "effective_after lies before effective_from")
    others = [one.strip() for one in raw.get("other_names", "").split("|") if one.strip()]
    written = [raw[key] for key in ("name_zh_hant", "name_zh_hans") if raw.get(key)]
    cited = builder.source(place, raw["source"]) if raw.get("source") else source
    more = {key: value for key, value in raw.items() if key not in LIST_COLUMNS}
    return Row(name, (name, *others, *written), first, last, cited, more, after)


def check_no_circle(builder: Builder, derivations: Mapping[str, Derivation]) -> None:
    """Report derivations that need themselves."""
    needs = {name: _needs(one) & set(derivations) for name, one in derivations.items()}
    while ready := [name for name, open_needs in needs.items() if not open_needs]:
        needs = {name: open_needs - set(ready) for name, open_needs in needs.items() if name not in ready}
    for name in needs:
        builder.fault("derivations", name, "", "needs itself, directly or through others")


def _needs(derivation: Derivation) -> set[str]:
    answer: set[str] = set()
    for version in derivation.timeline.versions:
        for node in nodes_of(version.content):
            answer |= {one.name for one in node.walk() if isinstance(one, FactName)}
    return answer
