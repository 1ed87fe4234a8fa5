"""Places left, with the time they were counted, for the board and for the page of places."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from kaitak.rules import Policy, Quota, Scheme
from kaitak.service.pages.formats import moment_text
from kaitak.service.pages.shapes import Pool
from kaitak.service.quotas.errors import IntakeUnknown
from kaitak.service.quotas.selectors import Board, PoolView, published_board


@dataclass(frozen=True, slots=True)
class Intake:
    """The places of one quota that is given out here."""

    code: str
    title: str
    scheme: str
    scheme_title: str
    overall: Pool
    pools: tuple[Pool, ...]
    first: date | None
    last: date | None
    as_of: datetime


def intakes(policy: Policy, at: datetime, language: str) -> list[Intake]:
    """Return every intake whose places are given out here, as counted at a moment."""
    found = [(quota, scheme, _board(quota, at)) for quota, scheme in given_out(policy)]
    return [_intake(policy, quota, scheme, board, language) for quota, scheme, board in found if board]


def given_out(policy: Policy) -> Iterator[tuple[Quota, Scheme]]:
    """Yield the quotas that something can be sent into here, each with its scheme."""
    quotas = dict.fromkeys(one.quota for one in policy.procedures.values() if one.quota)
    for identifier in quotas:
        quota = policy.quotas[identifier]
        yield quota, policy.scheme(quota.scheme)


def _board(quota: Quota, at: datetime) -> Board | None:
    try:
        return published_board(quota.id, at)
    except IntakeUnknown:
        return None


def _intake(policy: Policy, quota: Quota, scheme: Scheme, board: Board, language: str) -> Intake:
    pools = [one for one in board.pools if one.code]
    return Intake(
        code=quota.id,
        title=quota.title.in_language(language),
        scheme=scheme.code,
        scheme_title=scheme.short_title.in_language(language),
        overall=_pool(_("All together"), board.overall, language),
        pools=tuple(_pool(_named(policy, quota, one.code, language), one, language) for one in pools),
        first=quota.first,
        last=quota.last,
        as_of=board.as_of,
    )


def _named(policy: Policy, quota: Quota, code: str, language: str) -> str:
    values = policy.fact(quota.by).values if quota.by else {}
    return values[code].in_language(language) if code in values else code


def _pool(name: str, view: PoolView, language: str) -> Pool:
    return Pool(name, view.cap, view.secured + view.released, view.held, remark=_remark(view, language))


def _remark(view: PoolView, language: str) -> str:
    said = {
        "full": _("No place is left."),
        "all_held": _("The last places are being paid for; one may come back within minutes."),
        "suspended": _("Applications are suspended."),
        "not_yet_open": _("Not open yet."),
        "closed": _("Closed."),
    }.get(view.reason, "")
    if view.resumes_at is None:
        return said
    resumes = _("Opens again on %(moment)s.") % {"moment": moment_text(view.resumes_at, language)}
    return f"{said} {resumes}" if said and language == "en" else f"{said}{resumes}"
