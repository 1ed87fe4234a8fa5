"""Procedures as data: parties, pages and what each asks, declarations, document slots."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kaitak.rules.errors import UnknownName
from kaitak.rules.nodes import Node
from kaitak.rules.texts import Text
from kaitak.rules.versions import Timeline


@dataclass(frozen=True, slots=True)
class Party:
    """One who fills and signs a part; ``most`` above one means several of them."""

    id: str
    title: Text
    most: int = 1
    by_link: bool = False
    signs_from_age: str = ""
    chooser: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    summary: Text | None = None


@dataclass(frozen=True, slots=True)
class PageFact:
    """One question on a page; of a list of records, the fields that are asked (all where none are named)."""

    fact: str
    required: bool = True
    when: Node | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a part."""

    id: str
    party: str
    title: Text
    facts: tuple[PageFact, ...]
    intro: Text | None = None
    when: Node | None = None


@dataclass(frozen=True, slots=True)
class DeclarationText:
    """One version of what a party declares."""

    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a party declares on signing; each version's content is a DeclarationText."""

    id: str
    party: str
    title: Text | None
    timeline: Timeline

    def on(self, day: date) -> DeclarationText:
        """Return the wording of a day; raises UnknownName before the first."""
        version = self.timeline.on(day)
        if version is None:
            raise UnknownName("wording of the declaration", f"{self.id} on {day}", ())
        wording: DeclarationText = version.content
        return wording


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """One document slot: who files it, when it is there, when it must be filled, who is exempt."""

    id: str
    party: str
    title: Text
    max_files: int
    source: str
    required: Node
    shows: Text | None = None
    when: Node | None = None
    unless: Node | None = None
    exempt_because: Text | None = None
    first: date | None = None
    last: date | None = None
    at: str = ""
    confidence: str = "official"
    seen_by: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether the slot exists on a day at all."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Procedure:
    """One thing that can be applied for online."""

    id: str
    scheme: str
    name: str
    kind: str
    title: Text
    routes: tuple[str, ...]
    parties: tuple[Party, ...]
    pages: tuple[Page, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    documents: tuple[DocumentRule, ...] = ()
    quota: str = ""
    intro: Text | None = None

    def party(self, identifier: str) -> Party:
        """Return a party; raises UnknownName."""
        for party in self.parties:
            if party.id == identifier:
                return party
        raise UnknownName("party", identifier, [party.id for party in self.parties])

    def page(self, identifier: str) -> Page:
        """Return a page; raises UnknownName."""
        for page in self.pages:
            if page.id == identifier:
                return page
        raise UnknownName("page", identifier, [page.id for page in self.pages])

    def pages_of(self, party: str) -> tuple[Page, ...]:
        """Return the pages of a party, in order."""
        return tuple(page for page in self.pages if page.party == party)

    def declaration_of(self, party: str) -> Declaration | None:
        """Return what a party declares."""
        return next((one for one in self.declarations if one.party == party), None)

    def facts_of(self, party: str) -> tuple[str, ...]:
        """Return every fact a party is asked, in order."""
        return tuple(one.fact for page in self.pages_of(party) for one in page.facts)
