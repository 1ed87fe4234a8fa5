"""The documents of a scheme's procedures, party by party."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kaitak.rules import DocumentRule, Policy, Procedure
from kaitak.rules.model import UNSOURCED
from kaitak.rules.nodes import Constant, FigureName
from kaitak.service.portals.public.sources import with_title

Need = Literal["needed", "depends", "optional", "unpublished"]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document: what it is, what it has to show, whether it is needed, who is exempt, how many files."""

    title: str
    shows: str
    need: Need
    exempt: str
    max_files: int
    source: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PartyDocuments:
    """What one party files."""

    party: str
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class ProcedureDocuments:
    """What a procedure asks for. ``sources`` are cited once, below the list."""

    title: str
    kind: str
    intro: str
    parties: tuple[PartyDocuments, ...]
    sources: tuple[Mapping[str, Any], ...]


def documents_of(policy: Policy, scheme: str, day: date, language: str) -> list[ProcedureDocuments]:
    """Return the documents of each procedure of a scheme on a day."""
    procedures = [one for one in policy.procedures.values() if one.scheme == scheme]
    return [_procedure(policy, one, day, language) for one in procedures]


def _procedure(policy: Policy, procedure: Procedure, day: date, language: str) -> ProcedureDocuments:
    rules = [rule for rule in procedure.documents if rule.holds_on(day)]
    parties = [
        PartyDocuments(
            party.title.in_language(language),
            tuple(_line(policy, rule, day, language) for rule in rules if rule.party == party.id),
        )
        for party in procedure.parties
    ]
    cited = {
        rule.source: with_title(policy, policy.cite(rule.source, "", rule.confidence), language)
        for rule in rules
    }
    return ProcedureDocuments(
        title=procedure.title.in_language(language),
        kind=procedure.kind,
        intro=policy.say(procedure.intro, language, day),
        parties=tuple(one for one in parties if one.documents),
        sources=tuple(cited.values()),
    )


def _line(policy: Policy, rule: DocumentRule, day: date, language: str) -> DocumentLine:
    return DocumentLine(
        title=policy.say(rule.title, language, day),
        shows=policy.say(rule.shows, language, day),
        need=_need(policy, rule, day),
        exempt=policy.say(rule.exempt_because, language, day),
        max_files=rule.max_files,
        source=with_title(policy, policy.cite(rule.source, rule.at, rule.confidence), language),
    )


def _need(policy: Policy, rule: DocumentRule, day: date) -> Need:
    if isinstance(rule.required, Constant) and rule.required.value is False:
        return "optional"
    if isinstance(rule.required, FigureName) and policy.figure_on(rule.required.id, day) is UNSOURCED:
        return "unpublished"
    certain = isinstance(rule.required, Constant) and rule.when is None
    return "needed" if certain else "depends"
