"""What every builder needs: texts, days, sources, versions and expressions, with faults reported at their place."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from kaitak.rules.dates import clock
from kaitak.rules.errors import did_you_mean, nearest
from kaitak.rules.loading.overlay import start_key
from kaitak.rules.loading.raw import Entry, Faults, RawPolicy
from kaitak.rules.nodes import Node, Type
from kaitak.rules.parse import ExpressionFault, Scope, parse
from kaitak.rules.texts import Text
from kaitak.rules.versions import BEGINNING, END, UNPUBLISHED_START, Start, Timeline, Version

DATES = ("applied_on", "approved_on", "submitted_at", "paid_on")


class Builder:
    """Reads raw entries of one policy; what is wrong is noted and building goes on."""

    def __init__(self, raw: RawPolicy, faults: Faults, scope: Scope) -> None:
        self.raw, self.faults, self.scope = raw, faults, scope

    def fault(self, section: str, identifier: str, key: str, message: str) -> None:
        """Note a fault of an entry."""
        self.faults.add(self.raw.origin(section, identifier), f"{section}.{identifier}{key}", message)

    def known(self, section: str, place: tuple[str, str, str], name: str, what: str = "") -> None:
        """Note a fault where ``name`` is not an entry of a section."""
        if name not in self.raw.sections[section]:
            hint = did_you_mean(nearest(name, self.raw.sections[section]))
            self.fault(*place, f"there is no {what or section.removesuffix('s')} {name!r}{hint}")

    def source(self, place: tuple[str, str, str], name: str) -> str:
        """Return the id of a source that must exist."""
        self.known("sources", place, name)
        return name

    def expression(
        self, place: tuple[str, str, str], written: Any, expected: str, scope: Scope | None
    ) -> Node | None:
        """Return the checked tree of an expression, or note its fault."""
        if written is None:
            return None
        try:
            return parse(written, scope or self.scope, expected)
        except ExpressionFault as fault:
            self.fault(*place, str(fault))
            return None

    def timeline(
        self,
        section: str,
        identifier: str,
        entry: Entry,
        content: Callable[[Entry, tuple[str, str, str]], Any],
    ) -> Timeline:
        """Return an entry's dated versions; ``content`` makes what each holds."""
        chosen_by = entry.get("chosen_by", "applied_on")
        if chosen_by not in self.raw.sections["facts"]:
            self.fault(section, identifier, ".chosen_by", f"there is no fact {chosen_by!r}")
        versions: list[Version] = []
        for index, raw in enumerate(entry["versions"]):
            place = (section, identifier, f".versions[{index}]")
            start = start_of(raw["from"], versions[-1].start if versions else None)
            if versions and start.earliest <= versions[-1].start.earliest:
                self.fault(*place, "starts are repeated or out of order")
            if versions and versions[-1].until and clock(versions[-1].until) >= start.latest:
                self.fault(*place, "begins before the version above has ended")
            versions.append(self.version(raw, place, start, content(raw, place)))
        return Timeline(tuple(versions), chosen_by)

    def version(self, raw: Entry, place: tuple[str, str, str], start: Start, content: Any) -> Version:
        """Return one version."""
        return Version(
            start,
            content,
            self.source(place, raw["source"]),
            raw.get("at", ""),
            day(raw.get("until")),
            raw.get("confidence", "official"),
            raw.get("note", ""),
            raw.get("supplied", {}),
        )


def text(raw: Any) -> Text:
    """Return a text; a single one stands for all three languages."""
    return Text(raw, raw, raw) if isinstance(raw, str) else Text(raw["en"], raw["zh-Hant"], raw["zh-Hans"])


def text_or_none(raw: Any) -> Text | None:
    """Return a text where there is one."""
    return None if raw is None else text(raw)


def texts(raw: Mapping[str, Any] | None) -> dict[str, Text]:
    """Return the texts of codes."""
    return {code: text(one) for code, one in (raw or {}).items()}


def day(raw: str | None) -> date | None:
    """Return a day where there is one."""
    return None if raw is None else date.fromisoformat(raw)


def start_of(raw: Any, previous: Start | None) -> Start:
    """Return when a version began; one whose start is not published is taken to have held always."""
    if raw == UNPUBLISHED_START:
        return Start(BEGINNING, BEGINNING)
    if isinstance(raw, Mapping):
        after, by = day(raw.get("after")), day(raw.get("by"))
        earliest = clock(after + timedelta(days=1)) if after else _after(previous)
        return Start(earliest, clock(by) if by else END)
    begin = clock(date.fromisoformat(raw) if len(raw) == len("2022-12-28") else datetime.fromisoformat(raw))
    return Start(begin, begin)


def _after(previous: Start | None) -> datetime:
    return BEGINNING if previous is None else previous.earliest + timedelta(days=1)


def codes_type(kind: str, codes: Mapping[str, Any] | None = None) -> Type:
    """Return the type of a code or of several."""
    return Type(kind, codes=frozenset(codes) if codes is not None else None)


__all__ = ["DATES", "Builder", "codes_type", "day", "start_key", "start_of", "text", "text_or_none", "texts"]
