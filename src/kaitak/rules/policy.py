"""The policy: one bundle, checked, with everything the engine asks of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from kaitak.rules.errors import UnknownName
from kaitak.rules.texts import Text, word, write
from kaitak.rules.values import UNSOURCED
from kaitak.rules.versions import Version, span_of

if TYPE_CHECKING:
    from kaitak.rules.calendar import Calendar
    from kaitak.rules.fees import Tariff
    from kaitak.rules.model import (
        Choice,
        Criterion,
        DatedList,
        Derivation,
        Fact,
        Figure,
        Quota,
        Route,
        Scheme,
        Source,
    )
    from kaitak.rules.procedures import Procedure

T = TypeVar("T")


@dataclass(frozen=True)
class Policy:
    """Everything published about the schemes, dated and sourced; ``digest`` is its identity."""

    document: bytes = field(repr=False)
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    derivations: Mapping[str, Derivation]
    lists: Mapping[str, DatedList]
    figures: Mapping[str, Figure]
    criteria: Mapping[str, Criterion]
    schemes: Mapping[str, Scheme]
    routes: Mapping[str, Route]
    procedures: Mapping[str, Procedure]
    quotas: Mapping[str, Quota]
    fees: Mapping[str, Tariff]
    calendars: Mapping[str, Calendar]
    choices: Mapping[str, Choice]
    name: str = "hongkong"

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and other.document == self.document

    @property
    def calendar(self) -> Calendar:
        """The days and hours of Hong Kong."""
        return self.calendars["calendar"]

    @cached_property
    def digest(self) -> str:
        """The digest of the canonical document, as ``sha256:…``."""
        return "sha256:" + sha256(self.document).hexdigest()

    @cached_property
    def written_entries(self) -> Mapping[str, Mapping[str, Any]]:
        """Return every entry as it is written in the files, by section and id."""
        entries: Mapping[str, Mapping[str, Any]] = json.loads(self.document)["sections"]
        return entries

    def canonical(self) -> bytes:
        """Return the bundle as canonical JSON, from which ``policy_from_canonical`` makes it again."""
        return self.document

    def scheme(self, code: str) -> Scheme:
        """Return a scheme; raises UnknownName."""
        return _of("scheme", code, self.schemes)

    def route(self, code: str) -> Route:
        """Return a route; raises UnknownName."""
        return _of("route", code, self.routes)

    def routes_of(self, scheme: str) -> list[Route]:
        """Return the routes of a scheme."""
        return [route for route in self.routes.values() if route.scheme == self.scheme(scheme).code]

    def is_open(self, route: Route, day: date) -> bool | None:
        """Say whether a route is open on a day; ``None`` where the sources leave it open."""
        return route.is_open(span_of(day))

    def procedure(self, scheme: str, name: str) -> Procedure:
        """Return a procedure of a scheme; raises UnknownName."""
        return _of("procedure", f"{scheme}.{name}", self.procedures)

    def quotas_of(self, scheme: str) -> list[Quota]:
        """Return the quotas that the routes and procedures of a scheme name."""
        named = {route.quota for route in self.routes_of(scheme)}
        named |= {one.quota for one in self.procedures.values() if one.scheme == scheme}
        return [quota for quota in self.quotas.values() if quota.id in named or quota.scheme == scheme]

    def operator(self, choice: str) -> Any:
        """Return the value of one of the operator's choices; raises UnknownName."""
        return _of("operator's choice", choice, self.choices).value

    def fact(self, name: str) -> Fact:
        """Return a fact, asked or worked out; raises UnknownName."""
        found = self._vocabulary.get(name)
        if found is None:
            derived = name in self.derivations
            found = self.derivations[name].fact if derived else _of("fact", name, self.facts)
            self._vocabulary[name] = found
        return found

    @cached_property
    def _vocabulary(self) -> dict[str, Fact]:
        return {}

    def figure(self, identifier: str) -> Figure:
        """Return a figure; raises UnknownName."""
        return _of("figure", identifier, self.figures)

    def figure_on(self, identifier: str, day: date | datetime, key: str | None = None) -> Any:
        """Return a figure's value on a day: UNSOURCED where unpublished or uncertain, ``None`` where there is none."""
        found = self.figure(identifier).timeline.candidates(span_of(day))
        values = [None if version is None else version.content for version in found]
        if key is not None:
            values = [value.get(key, UNSOURCED) if isinstance(value, Mapping) else value for value in values]
        return values[0] if values and all(value == values[0] for value in values) else UNSOURCED

    def written(self, identifier: str, day: date | datetime, lang: str, key: str | None = None) -> str:
        """Return a figure written out for people, as it stands on a day."""
        figure = self.figure(identifier)
        value = self.figure_on(identifier, day, key)
        if value is UNSOURCED:
            possible = {_plain(one, key) for one in figure.timeline.candidates(span_of(day))}
            values = [one for one in possible if one not in (UNSOURCED, None)]
            if len(values) < 2:
                return word("unpublished", lang)
            ordered = sorted(values, key=str)
            return " / ".join(write(one, lang, unit=figure.unit, names=self.names_of(one)) for one in ordered)
        if isinstance(value, Mapping):
            return word("unpublished", lang)
        if value is None:
            return word("none", lang)
        return write(value, lang, unit=figure.unit, names=self.names_of(value))

    def names_of(self, codes: Any) -> Mapping[str, Text]:
        """Return the names that several codes have: those of the question whose answers they all are."""
        if not isinstance(codes, frozenset) or not codes:
            return {}
        if codes not in self._named:
            self._named[codes] = next((one for one in self._answers if codes <= one.keys()), {})
        return self._named[codes]

    @cached_property
    def _named(self) -> dict[frozenset[str], Mapping[str, Text]]:
        return {}

    @cached_property
    def _answers(self) -> tuple[Mapping[str, Text], ...]:
        fields = [field for fact in self.facts.values() for field in fact.fields.values()]
        return tuple(one.values for one in (*self.facts.values(), *fields) if one.values)

    def say(self, text: Text | None, lang: str, day: date | datetime, key: str | None = None) -> str:
        """Return a text in a language with its figures as they stand on a day."""
        if text is None:
            return ""
        return text.fill(lang, lambda figure: self.written(figure, day, lang, key))

    def citation(self, version: Version, lang: str = "") -> dict[str, Any]:
        """Return the source of a version as the assessment shows it."""
        return self.cite(version.source, version.at, version.confidence, lang)

    def cite(self, source: str, at: str = "", confidence: str = "official", lang: str = "") -> dict[str, Any]:
        """Return a source with the place in it; with a language, its publisher, title and page too."""
        found = self.sources[source]
        answer: dict[str, Any] = {"id": source, "at": at, "revised": found.revised, "confidence": confidence}
        if confidence == "official" and found.confidence != "official":
            answer["confidence"] = found.confidence
        if found.operator:
            answer["operator"] = True
        if lang:
            answer["publisher"], answer["title"] = (
                found.publisher.in_language(lang),
                found.title.in_language(lang),
            )
            answer["page"] = found.page
        return answer


def _plain(version: Version | None, key: str | None) -> Any:
    if version is None:
        return None
    content = version.content
    if isinstance(content, Mapping):
        return content.get(key, UNSOURCED) if key else UNSOURCED
    return content


def _of(kind: str, name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise UnknownName(kind, name, known)
    return known[name]
