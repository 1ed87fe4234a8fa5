"""What somebody should know before starting: who does what, which documents, what it costs, what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from kaitak import rules
from kaitak.rules.dates import HONG_KONG
from kaitak.rules.nodes import Constant
from kaitak.service.quotas.errors import IntakeUnknown
from kaitak.service.quotas.selectors import Board, PoolView, published_board

Need = Literal["needed", "depends", "optional"]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to have ready."""

    title: str
    shows: str
    need: Need
    exempt: str
    max_files: int


@dataclass(frozen=True, slots=True)
class PartyTask:
    """What one party does."""

    kind: str
    title: str
    by_link: bool
    most: int
    pages: tuple[str, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class PoolLine:
    """Places left in one pool."""

    name: str
    left: int
    total: int
    reason: str
    resumes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Places:
    """Places left in the intake, as counted at a moment."""

    by: str
    overall: PoolLine
    pools: tuple[PoolLine, ...]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Preparation:
    """The start page of one procedure."""

    procedure: rules.Procedure
    scheme: str
    title: str
    intro: str
    is_open: bool | None
    parties: tuple[PartyTask, ...]
    fee: int | None
    places: Places | None
    draft_days: int

    @property
    def may_start(self) -> bool:
        """Tell whether a draft can be begun: not where the procedure is closed today."""
        return self.is_open is not False and (self.places is None or self.places.overall.reason != "closed")


def prepare(policy: rules.Policy, procedure: rules.Procedure, at: datetime, language: str) -> Preparation:
    """Return what the start page of a procedure tells at a moment."""
    day = at.astimezone(HONG_KONG).date()
    return Preparation(
        procedure=procedure,
        scheme=policy.scheme(procedure.scheme).title.in_language(language),
        title=procedure.title.in_language(language),
        intro=policy.say(procedure.intro, language, day),
        is_open=_is_open(policy, procedure, day),
        parties=tuple(_task(policy, procedure, party, day, language) for party in procedure.parties),
        fee=_fee(policy, procedure, at),
        places=_places(policy, procedure, at, language),
        draft_days=policy.operator("draft_days"),
    )


def _is_open(policy: rules.Policy, procedure: rules.Procedure, day: date) -> bool | None:
    known = [policy.is_open(route, day) for route in policy.routes_of(procedure.scheme)]
    named = [
        answer
        for route, answer in zip(policy.routes_of(procedure.scheme), known, strict=True)
        if route.id in procedure.routes
    ]
    return True if True in named else None if None in named else False


def _task(
    policy: rules.Policy, procedure: rules.Procedure, party: rules.Party, day: date, language: str
) -> PartyTask:
    held = [rule for rule in procedure.documents if rule.party == party.id and rule.holds_on(day)]
    return PartyTask(
        kind=party.id,
        title=party.title.in_language(language),
        by_link=party.by_link,
        most=party.most,
        pages=tuple(page.title.in_language(language) for page in procedure.pages_of(party.id)),
        papers=tuple(_paper(policy, rule, day, language) for rule in held),
    )


def _paper(policy: rules.Policy, rule: rules.DocumentRule, day: date, language: str) -> Paper:
    return Paper(
        title=policy.say(rule.title, language, day),
        shows=policy.say(rule.shows, language, day),
        need=_need(rule),
        exempt=policy.say(rule.exempt_because, language, day),
        max_files=rule.max_files,
    )


def _need(rule: rules.DocumentRule) -> Need:
    if isinstance(rule.required, Constant):
        if rule.required.value is False:
            return "optional"
        return "needed" if rule.when is None else "depends"
    return "depends"


def _fee(policy: rules.Policy, procedure: rules.Procedure, at: datetime) -> int | None:
    """Return the application fee of one person who sends now; None where the rules do not decide it."""
    case: dict[str, Any] = {"scheme": procedure.scheme, "kind": procedure.kind, "persons": 1}
    if len(procedure.routes) == 1:
        case["route"] = procedure.routes[0]
    answer = rules.fees_due(policy, {**case, "submitted_at": at.isoformat()})
    each: int | None = answer["application_fee"]["each"]
    return each


def _places(policy: rules.Policy, procedure: rules.Procedure, at: datetime, language: str) -> Places | None:
    if not procedure.quota:
        return None
    try:
        board = published_board(procedure.quota, at)
    except IntakeUnknown:
        return None
    return _told(policy, policy.quotas[procedure.quota], board, language)


def _told(policy: rules.Policy, quota: rules.Quota, board: Board, language: str) -> Places:
    fact = policy.fact(quota.by) if quota.by else None
    values = fact.values if fact else {}
    named: Iterable[tuple[str, PoolView]] = (
        (values[one.code].in_language(language) if one.code in values else one.code, one)
        for one in board.pools
        if one.code
    )
    return Places(
        by=fact.label.in_language(language) if fact else "",
        overall=_line("", board.overall),
        pools=tuple(_line(name, view) for name, view in named),
        as_of=board.as_of,
    )


def _line(name: str, view: PoolView) -> PoolLine:
    return PoolLine(name, view.left, view.cap, view.reason, view.resumes_at)
