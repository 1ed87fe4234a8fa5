"""Build quotas, tariffs, the calendar and the operator's choices."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from kaitak.rules.calendar import Calendar, OfficeHours
from kaitak.rules.fees import Amounts, Issuance, Tariff
from kaitak.rules.loading.building import Builder, day, text, text_or_none
from kaitak.rules.loading.raw import Entry
from kaitak.rules.model import Choice, Figure, Quota

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Place = tuple[str, str, str]


def build_quota(figures: Mapping[str, Figure], builder: Builder, name: str, entry: Entry) -> Quota:
    """Return a quota; a figure is read on the intake's first day, or on the day of application if that is unknown."""
    place = ("quotas", name, "")
    known_period = {"from", "until"} <= set(entry)
    if known_period == ("period" in entry):
        builder.fault(*place, "has `from` and `until`, or `period: unsourced`")
    first = day(entry.get("from"))
    pools = entry.get("pools", {})
    fact = builder.raw.sections["facts"].get(pools.get("by", ""), {})
    if pools and fact.get("type") != "choice":
        builder.fault(*place, f"`pools.by` names a fact of type choice, not {pools.get('by')!r}")
    return Quota(
        id=name,
        scheme=name.partition(".")[0],
        title=text(entry["title"]),
        first=first,
        last=day(entry.get("until")),
        overall=_number(builder, entry["overall"], first, figures, place),
        takes=entry["takes"],
        source=builder.source(place, entry["source"]),
        at=entry.get("at", ""),
        by=pools.get("by", ""),
        each=_number(builder, pools["each"], first, figures, place) if pools else None,
        pools=tuple(fact.get("values", {})) if pools else (),
        figure=entry["overall"] if first is None and isinstance(entry["overall"], str) else "",
    )


def _number(
    builder: Builder, raw: Any, first: date | None, figures: Mapping[str, Figure], place: Place
) -> int:
    if isinstance(raw, int):
        return raw
    builder.known("figures", place, raw)
    versions = figures[raw].timeline.versions if raw in figures else ()
    held = [figures[raw].timeline.on(first)] if versions and first else versions
    numbers = [one.content for one in held if one is not None and isinstance(one.content, int)]
    if not numbers:
        builder.fault(*place, f"the figure {raw!r} has no number for this intake")
    return numbers[-1] if numbers else 0


def build_tariff(builder: Builder, name: str, entry: Entry) -> Tariff:
    """Return a tariff."""
    serves = entry["for"] if isinstance(entry["for"], str) else tuple(entry["for"])
    for route in () if isinstance(serves, str) else serves:
        builder.known("routes", ("tariffs", name, ".for"), route)

    def content(raw: Entry, place: Place) -> Amounts:
        if not {"structure", "application_fee", "issuance_fee"} <= set(raw):
            builder.fault(*place, "has structure, application_fee and issuance_fee")
            raw = {"structure": "", "application_fee": 0, "issuance_fee": 0, **raw}
        doubt = raw.get("undetermined_if_paid_from", {})
        return Amounts(
            raw["structure"],
            raw["application_fee"],
            _issuance(raw["issuance_fee"]),
            day(doubt.get("day")),
            text_or_none(doubt.get("because")),
        )

    timeline = builder.timeline("tariffs", name, {"chosen_by": "submitted_at", **entry}, content)
    return Tariff(name, serves, timeline)


def _issuance(raw: Any) -> "int | Issuance":
    if isinstance(raw, int):
        return raw
    return Issuance(raw["days"], raw["more"], raw["otherwise"], raw.get("fixed_months", raw["days"]))


def build_calendar(builder: Builder, _: str, entry: Entry | None) -> Calendar:
    """Return the calendar."""
    entry = entry or {"tax_year_begins": "04-01"}
    try:
        begins = date.fromisoformat(f"2000-{entry['tax_year_begins']}")
        hours = [_hours(one) for one in entry.get("office_hours", ())]
    except ValueError as error:
        builder.fault("calendar", "calendar", "", f"has month-days as 04-01 and times as 08:45 ({error})")
        return Calendar((4, 1), {}, ())
    holidays = {date.fromisoformat(one["day"]): text(one["name"]) for one in entry.get("public_holidays", ())}
    if len(holidays) != len(entry.get("public_holidays", ())):
        builder.fault("calendar", "calendar", ".public_holidays", "a day stands there twice")
    return Calendar((begins.month, begins.day), holidays, tuple(hours))


def _hours(raw: Entry) -> OfficeHours:
    days = frozenset(WEEK.index(one) for one in raw["days"])
    return OfficeHours(days, time.fromisoformat(raw["from"]), time.fromisoformat(raw["until"]))


def build_choice(_: Builder, name: str, entry: Entry) -> Choice:
    """Return one of the operator's choices."""
    return Choice(name, entry["value"], entry.get("unit"), text(entry["question"]), text(entry["reason"]))
