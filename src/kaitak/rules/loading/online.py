"""Build procedures: parties, pages, declarations, document slots."""

from typing import Any

from kaitak.rules.errors import did_you_mean, nearest
from kaitak.rules.loading.building import Builder, day, text, text_or_none
from kaitak.rules.loading.raw import Entry
from kaitak.rules.nodes import Constant, Type
from kaitak.rules.procedures import (
    Declaration,
    DeclarationText,
    DocumentRule,
    Page,
    PageFact,
    Party,
    Procedure,
)

Place = tuple[str, str, str]


def build_procedure(builder: Builder, name: str, entry: Entry) -> Procedure:
    """Return a procedure."""
    scheme, _, short = name.partition(".")
    builder.known("schemes", ("procedures", name, ""), scheme)
    for route in entry["routes"]:
        builder.known("routes", ("procedures", name, ".routes"), route)
    if entry.get("quota"):
        builder.known("quotas", ("procedures", name, ".quota"), entry["quota"])
    _check_parties(builder, name, entry)
    return Procedure(
        id=name,
        scheme=scheme,
        name=short,
        kind=entry["kind"],
        title=text(entry["title"]),
        routes=tuple(entry["routes"]),
        parties=tuple(_party(builder, name, one) for one in entry["parties"]),
        pages=tuple(_page(builder, name, one) for one in entry.get("pages", ())),
        declarations=tuple(_declaration(builder, name, one) for one in entry.get("declarations", ())),
        documents=tuple(_document(builder, name, one) for one in entry.get("documents", ())),
        quota=entry.get("quota", ""),
        intro=text_or_none(entry.get("intro")),
    )


def _check_parties(builder: Builder, name: str, entry: Entry) -> None:
    parties = [one["id"] for one in entry["parties"]]
    for section in ("pages", "declarations", "documents"):
        seen: set[tuple[str, str]] = set()
        for one in entry.get(section, ()):
            key = f".{section}.{one['id']}"
            if one["party"] not in parties:
                builder.fault(
                    "procedures",
                    name,
                    key,
                    f"there is no party {one['party']!r}{did_you_mean(nearest(one['party'], parties))}",
                )
            if (one["party"], one["id"]) in seen:
                builder.fault("procedures", name, key, "the party has this id twice")
            seen.add((one["party"], one["id"]))


def _party(builder: Builder, name: str, raw: Entry) -> Party:
    place = ("procedures", name, f".parties.{raw['id']}")
    places = dict(raw.get("places", {}))
    chooser = places.pop("fact", "")
    if places and chooser not in builder.raw.sections["facts"]:
        builder.fault(*place, f"`places` names the fact that chooses; there is no fact {chooser!r}")
    if raw.get("signs_from_age"):
        builder.known("operator", place, raw["signs_from_age"], "choice of the operator")
    return Party(
        raw["id"],
        text(raw["title"]),
        raw.get("most", 1),
        bool(raw.get("by_link")),
        raw.get("signs_from_age", ""),
        chooser,
        places,
        text_or_none(raw.get("summary")),
    )


def _page(builder: Builder, name: str, raw: Entry) -> Page:
    place = ("procedures", name, f".pages.{raw['id']}")
    return Page(
        raw["id"],
        raw["party"],
        text(raw["title"]),
        tuple(_page_fact(builder, one, place) for one in raw["facts"]),
        text_or_none(raw.get("intro")),
        builder.expression(place, raw.get("when"), "bool", None),
    )


def _page_fact(builder: Builder, raw: Any, place: Place) -> PageFact:
    raw = {"fact": raw} if isinstance(raw, str) else raw
    facts = builder.raw.sections["facts"]
    entry = facts.get(raw["fact"])
    if entry is None:
        builder.fault(*place, f"there is no fact {raw['fact']!r}{did_you_mean(nearest(raw['fact'], facts))}")
    elif "question" not in entry:
        builder.fault(*place, f"the fact {raw['fact']!r} has no question")
    known = (entry or {}).get("fields", {})
    for field in set(raw.get("fields", ())) - set(known):
        builder.fault(*place, f"{raw['fact']} has no field {field!r}{did_you_mean(nearest(field, known))}")
    when = builder.expression(place, raw.get("when"), "bool", None)
    return PageFact(raw["fact"], raw.get("required", True), when, tuple(raw.get("fields", ())))


def _declaration(builder: Builder, name: str, raw: Entry) -> Declaration:
    def content(one: Entry, place: Place) -> DeclarationText:
        if not {"name", "text"} <= set(one):
            builder.fault(*place, "a wording has a name and a text")
            one = {"name": "", "text": "", **one}
        return DeclarationText(one["name"], text(one["text"]))

    timeline = builder.timeline("procedures", name, raw, content)
    return Declaration(raw["id"], raw["party"], text_or_none(raw.get("title")), timeline)


def _document(builder: Builder, name: str, raw: Entry) -> DocumentRule:
    place = ("procedures", name, f".documents.{raw['id']}")
    required = builder.expression(place, raw.get("required", False), "bool", None)
    return DocumentRule(
        id=raw["id"],
        party=raw["party"],
        title=text(raw["title"]),
        max_files=raw["max_files"],
        source=builder.source(place, raw["source"]),
        required=required or Constant(Type("bool"), value=False),
        shows=text_or_none(raw.get("shows")),
        when=builder.expression(place, raw.get("when"), "bool", None),
        unless=builder.expression(place, raw.get("unless"), "bool", None),
        exempt_because=text_or_none(raw.get("exempt_because")),
        first=day(raw.get("from")),
        last=day(raw.get("until")),
        at=raw.get("at", ""),
        confidence=raw.get("confidence", "official"),
        seen_by=tuple(raw.get("seen_by", ())),
    )
