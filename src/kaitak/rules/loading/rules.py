"""Build figures, criteria and routes."""

import re
from datetime import date
from typing import Any

from kaitak.rules.dates import Duration
from kaitak.rules.errors import did_you_mean, nearest
from kaitak.rules.loading.building import Builder, start_of, text, text_or_none
from kaitak.rules.loading.raw import Entry
from kaitak.rules.model import (
    UNSOURCED,
    Award,
    Criterion,
    Factor,
    Figure,
    InitialStay,
    Route,
    Scheme,
    StayCase,
    Test,
    Tree,
)
from kaitak.rules.nodes import Type
from kaitak.rules.texts import EMPTY
from kaitak.rules.versions import BEGINNING, Start, Timeline, Version

Place = tuple[str, str, str]
DURATION = re.compile(r"(\d{1,4}) (day|week|month|year)s?")
FIGURE_TYPES = {
    "hkd": Type("int", "hkd"), "duration": Type("duration"), "day": Type("day"), "bool": Type("bool"),
    "codes": Type("codes"), "countries": Type("codes"),
}  # fmt: skip


def figure_type(entry: Entry) -> Type:
    """Return what a figure is in expressions."""
    return FIGURE_TYPES.get(entry.get("type", "int")) or Type("int", entry.get("unit"))


def build_figure(builder: Builder, name: str, entry: Entry) -> Figure:
    """Return a figure."""
    keys = _figure_keys(builder, name, entry)

    def content(raw: Entry, place: Place) -> Any:
        given = [key for key in ("value", "values", "unsourced") if key in raw]
        if len(given) != 1 or raw.get("unsourced") is False:
            builder.fault(*place, "has exactly one of `value`, `values`, `unsourced: true`")
            return UNSOURCED
        if "values" in raw:
            return _table(builder, raw, place, keys, entry)
        return UNSOURCED if "unsourced" in raw else _value(builder, raw["value"], place, entry)

    unit = "hkd" if entry.get("type") == "hkd" else entry.get("unit")
    timeline = builder.timeline("figures", name, entry, content)
    return Figure(
        name, figure_type(entry), timeline, unit, entry.get("by", ""), text_or_none(entry.get("label"))
    )


def _figure_keys(builder: Builder, name: str, entry: Entry) -> dict[str, Any]:
    by = entry.get("by")
    if not by:
        return {}
    fact = builder.raw.sections["facts"].get(by, {})
    if fact.get("type") != "choice":
        builder.fault("figures", name, ".by", f"names a fact of type choice, not {by!r}")
    keys: dict[str, Any] = fact.get("values", {})
    return keys


def _table(builder: Builder, raw: Entry, place: Place, keys: dict[str, Any], entry: Entry) -> dict[str, Any]:
    for key in raw["values"]:
        if key not in keys:
            builder.fault(*place, f"{key!r} is not a key of this figure{did_you_mean(nearest(key, keys))}")
    table = {key: _value(builder, value, place, entry) for key, value in raw["values"].items()}
    return {key: table.get(key, UNSOURCED) for key in keys}


def _value(builder: Builder, value: Any, place: Place, entry: Entry) -> Any:
    """Return a figure's value; ``None`` says that there is no such figure any more."""
    if value is None:
        return None
    kind = entry.get("type", "int")
    wanted: dict[str, tuple[type, str]] = {
        "int": (int, "a whole number"), "hkd": (int, "a whole number"), "bool": (bool, "true or false"),
        "codes": (list, "a list of codes"), "countries": (list, "a list of codes"),
        "duration": (str, "a length as 4 weeks"), "day": (str, "a day"),
    }  # fmt: skip
    python, called = wanted[kind]
    if not isinstance(value, python) or (isinstance(value, bool) and kind != "bool"):
        builder.fault(*place, f"is {called}, not {value!r}")
        return UNSOURCED
    return _converted(builder, value, place, kind)


def _converted(builder: Builder, value: Any, place: Place, kind: str) -> Any:
    if kind == "duration":
        match = DURATION.fullmatch(value)
        if not match:
            builder.fault(*place, f"is a length as '4 weeks', not {value!r}")
        return Duration(int(match[1]), match[2]) if match else UNSOURCED
    if kind == "day":
        return date.fromisoformat(value)
    if isinstance(value, list):
        strange = [one for one in value if kind == "countries" and not re.fullmatch("[A-Z]{3}", str(one))]
        if strange:
            builder.fault(*place, f"countries are three capital letters, not {strange[0]!r}")
        return frozenset(value)
    return value


CONTENTS = ("test", "judgement", "unsourced", "not_required")


def build_criterion(builder: Builder, name: str, entry: Entry) -> Criterion:
    """Return a criterion."""
    _check_shown(builder, name, entry)

    def content(raw: Entry, place: Place) -> Test:
        given = [key for key in CONTENTS if raw.get(key) not in (None, False)]
        if len(given) != 1 and given != ["test", "judgement"]:
            builder.fault(*place, "has exactly one of `test`, `judgement`, `unsourced`, `not_required`")
        return Test(
            builder.expression(place, raw.get("test"), "bool", None),
            "judgement" in given,
            "unsourced" in given,
            "not_required" in given,
            text_or_none(raw.get("text")),
        )

    timeline = builder.timeline("criteria", name, entry, content)
    found, needed = entry.get("found", ""), entry.get("needed", "")
    return Criterion(name, text(entry["text"]), timeline, found, needed, entry.get("gate", ""))


def _check_shown(builder: Builder, name: str, entry: Entry) -> None:
    found, needed = entry.get("found"), entry.get("needed")
    if found and found not in builder.scope.facts:
        hint = did_you_mean(nearest(found, builder.scope.facts))
        builder.fault("criteria", name, ".found", f"there is no fact {found!r}{hint}")
    if needed:
        builder.known("figures", ("criteria", name, ".needed"), needed)


def build_scheme(builder: Builder, name: str, entry: Entry) -> Scheme:
    """Return a scheme."""
    place = ("schemes", name, ".processing")
    for figure in entry.get("processing", {}).values():
        builder.known("figures", place, figure)
    return Scheme(
        code=name,
        order=entry.get("order", 100),
        title=text(entry["title"]),
        short_title=text(entry.get("short_title", entry["title"])),
        summary=text(entry["summary"]),
        for_whom=text(entry["for_whom"]),
        official_page=entry["official_page"],
        specified=bool(entry.get("specified_scheme")),
        processing=entry.get("processing", {}),
        source=builder.source(("schemes", name, ".source"), entry["source"]),
    )


def build_route(builder: Builder, name: str, entry: Entry) -> Route:
    """Return a route."""
    builder.known("schemes", ("routes", name, ".scheme"), entry["scheme"])
    if entry.get("applies"):
        builder.known("criteria", ("routes", name, ".applies"), entry["applies"], "criterion")
    if entry.get("quota"):
        builder.known("quotas", ("routes", name, ".quota"), entry["quota"])
    if (entry["kind"] == "dependant") != ("person" in entry):
        builder.fault(
            "routes",
            name,
            ".person",
            "a route of kind dependant, and only such a one, says where the person stands",
        )
    return Route(
        id=name,
        scheme=entry["scheme"],
        kind=entry["kind"],
        title=text(entry["title"]),
        open=tuple(_open(builder, name, entry["open"])),
        require=_require(builder, name, entry["require"]),
        for_whom=text_or_none(entry.get("for_whom")),
        applies=entry.get("applies", ""),
        person=entry.get("person", "").removesuffix("[]"),
        many=entry.get("person", "").endswith("[]"),
        initial_stay=_initial_stay(builder, name, entry.get("initial_stay")),
        quota=entry.get("quota", ""),
    )


def _open(builder: Builder, name: str, raw: list[Entry]) -> list[Version]:
    return [
        builder.version(one, ("routes", name, f".open[{index}]"), start_of(one["from"], None), None)
        for index, one in enumerate(raw)
    ]


def _require(builder: Builder, name: str, raw: Any) -> Timeline:
    if isinstance(raw, dict) and "versions" in raw:
        return builder.timeline(
            "routes", name, raw, lambda one, place: _tree(builder, _combinator(one), place)
        )
    tree = _tree(builder, raw, ("routes", name, ".require"))
    return Timeline((Version(Start(BEGINNING, BEGINNING), tree, ""),))


def _combinator(raw: Entry) -> Entry:
    return {key: value for key, value in raw.items() if key in ("all", "any", "at_least", "of", "points")}


def _tree(builder: Builder, raw: Any, place: Place) -> "Tree | str":
    if isinstance(raw, str):
        builder.known("criteria", place, raw, "criterion")
        return raw
    if "points" in raw:
        return _points(builder, raw["points"], place)
    for combine in ("all", "any"):
        if combine in raw:
            return Tree(combine, tuple(_tree(builder, one, place) for one in raw[combine]))
    parts = tuple(_tree(builder, one, place) for one in raw.get("of", ()))
    if not 0 < raw.get("at_least", 0) <= len(parts):
        builder.fault(*place, f"`at_least` is between 1 and {len(parts)}")
    return Tree("at_least", parts, raw.get("at_least", 0))


def _points(builder: Builder, raw: Entry, place: Place) -> Tree:
    mark = raw["pass_mark"]
    if isinstance(mark, str):
        builder.known("figures", place, mark)
    factors = tuple(_factor(builder, one, place) for one in raw["factors"])
    return Tree("points", test=raw["test"], pass_mark=mark, factors=factors)


def _factor(builder: Builder, raw: Entry, place: Place) -> Factor:
    if ("best" in raw) == ("sum" in raw):
        builder.fault(*place, f"the factor {raw['id']!r} has either `best` or `sum`")
    awards = raw.get("best") or raw.get("sum") or []
    for one in awards:
        builder.known("criteria", place, one["when"], "criterion")
    made = tuple(Award(one["points"], one["when"]) for one in awards)
    return Factor(raw["id"], made, "sum" in raw, raw.get("most"))


def _initial_stay(builder: Builder, name: str, raw: Entry | None) -> InitialStay | None:
    if raw is None:
        return None
    place = ("routes", name, ".initial_stay")
    if ("cases" in raw) == ("linked_to" in raw):
        builder.fault(*place, "has either `cases` or `linked_to`")
    cases = [_stay_case(builder, one, place) for one in raw.get("cases", ())]
    if cases and (cases[-1].when is not None or any(one.when is None for one in cases[:-1])):
        builder.fault(*place, "the last case, and no other, has no `when`")
    if raw.get("capped_by") and raw["capped_by"] not in builder.scope.facts:
        builder.fault(*place, f"there is no fact {raw['capped_by']!r}")
    return InitialStay(
        tuple(cases),
        raw.get("capped_by", ""),
        raw.get("linked_to", ""),
        text_or_none(raw.get("text")) or EMPTY,
        builder.source(place, raw["source"]),
    )


def _stay_case(builder: Builder, raw: Entry, place: Place) -> StayCase:
    if isinstance(raw["months"], str):
        builder.known("figures", place, raw["months"])
    return StayCase(raw["months"], builder.expression(place, raw.get("when"), "bool", None))
