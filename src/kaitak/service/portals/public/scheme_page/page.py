"""A scheme's whole page, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kaitak.rules import Policy, Scheme, write
from kaitak.service.portals.public.departures import is_open, processing
from kaitak.service.portals.public.scheme_page.documents import ProcedureDocuments, documents_of
from kaitak.service.portals.public.scheme_page.fees import FeeTable, fees_of
from kaitak.service.portals.public.scheme_page.history import ChangeLine, changes_of
from kaitak.service.portals.public.scheme_page.lanes import Lanes, draw
from kaitak.service.portals.public.scheme_page.routes import RouteView, routes_of

# What the operator chose for telephone and mail stands on the page of help.
ELSEWHERE = ("enquiry_", "technical_", "status_hotline")


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """What no source decides and this service had to."""

    question: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SchemePage:
    """Everything the page of a scheme prints."""

    code: str
    title: str
    short_title: str
    summary: str
    for_whom: str
    official_page: str
    is_open: bool | None
    processing: Sequence[tuple[str, str]]
    routes: Sequence[RouteView]
    documents: Sequence[ProcedureDocuments]
    fees: Sequence[FeeTable]
    choices: Sequence[ChoiceLine]
    changes: Sequence[ChangeLine]
    lanes: Lanes
    can_apply: bool


def scheme_page(policy: Policy, code: str, day: date, language: str) -> SchemePage:
    """Return the page of a scheme on a day; raises UnknownName."""
    scheme = policy.scheme(code)
    routes = policy.routes_of(code)
    changes = changes_of(policy, routes, language)
    return SchemePage(
        code=code,
        title=scheme.title.in_language(language),
        short_title=scheme.short_title.in_language(language),
        summary=policy.say(scheme.summary, language, day),
        for_whom=policy.say(scheme.for_whom, language, day),
        official_page=scheme.official_page,
        is_open=is_open(policy, scheme, day),
        processing=_processing(policy, scheme, day, language),
        routes=routes_of(policy, code, day, language),
        documents=documents_of(policy, code, day, language),
        fees=fees_of(policy, code, day, language),
        choices=_choices(policy, code, language),
        changes=changes,
        lanes=draw(policy, routes, changes, day, language),
        can_apply=can_apply(policy, code),
    )


def can_apply(policy: Policy, scheme: str) -> bool:
    """Say whether there is an application to fill in here."""
    return f"{scheme}.entry" in policy.procedures and bool(policy.procedures[f"{scheme}.entry"].pages)


def _processing(policy: Policy, scheme: Scheme, day: date, language: str) -> list[tuple[str, str]]:
    known = [(kind, processing(policy, scheme, kind, day, language)) for kind in scheme.processing]
    return [(kind, text) for kind, text in known if text]


def _choices(policy: Policy, code: str, language: str) -> list[ChoiceLine]:
    """Return the operator's choices where something can be sent in here."""
    if not any(one.scheme == code for one in policy.procedures.values()):
        return []
    return [
        ChoiceLine(
            question=choice.question.in_language(language),
            value=_value(choice.value, choice.unit, language),
            reason=choice.reason.in_language(language),
        )
        for choice in policy.choices.values()
        if not choice.id.startswith(ELSEWHERE)
    ]


def _value(value: object, unit: str | None, language: str) -> str:
    """Return a number with its unit; what is a code is told by the reason alone."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return write(value, language, unit=unit) if is_number and unit else ""
