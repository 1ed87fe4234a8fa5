"""The departures board: every scheme, for whom, its places left, its usual time, whether it is open."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kaitak.rules import UNSOURCED, Policy, Scheme
from kaitak.service.pages.shapes import Departure, Pool, Remark
from kaitak.service.portals.public.places import Intake

ENTRANCES = ("entry", "dependant")


def departures(
    policy: Policy, day: date, language: str, intakes: Mapping[str, Intake], query: str
) -> list[Departure]:
    """Return a row for each scheme. ``intakes`` are the places counted now, by scheme; none for another day."""
    schemes = sorted(policy.schemes.values(), key=lambda scheme: scheme.order)
    rows = [_row(policy, scheme, day, language, query) for scheme in schemes]
    return [
        _with_places(policy, row, scheme, intakes.get(scheme.code))
        for row, scheme in zip(rows, schemes, strict=True)
    ]


def is_open(policy: Policy, scheme: Scheme, day: date) -> bool | None:
    """Say whether any way into a scheme is open on a day; None where that is not known."""
    known = [policy.is_open(one, day) for one in policy.routes_of(scheme.code) if one.kind in ENTRANCES]
    return True if True in known else None if None in known else False


def processing(policy: Policy, scheme: Scheme, kind: str, day: date, language: str) -> str:
    """Return how long a kind of application usually takes, where it is published for the day."""
    figure = scheme.processing.get(kind) or (scheme.processing.get("entry") if kind == "dependant" else None)
    known = figure and policy.figure_on(figure, day) not in (UNSOURCED, None)
    return policy.written(figure, day, language) if figure and known else ""


def _row(policy: Policy, scheme: Scheme, day: date, language: str, query: str) -> Departure:
    opened = is_open(policy, scheme, day)
    remark: Remark = "closed" if opened is False else "open"
    return Departure(
        name=scheme.short_title.in_language(language),
        href=reverse("public:scheme", args=[scheme.code]) + query,
        for_whom=policy.say(scheme.for_whom, language, day),
        remark=remark,
        remark_text=_("Not known") if opened is None else "",
        processing=processing(policy, scheme, "entry", day, language),
    )


def _with_places(policy: Policy, row: Departure, scheme: Scheme, intake: Intake | None) -> Departure:
    if intake is None:
        limited = bool(policy.quotas_of(scheme.code))
        return replace(row, places=_("Limited; not counted here")) if limited else row
    pool: Pool = intake.overall
    is_full = row.remark == "open" and pool.left <= 0
    return replace(row, pool=pool, remark="full" if is_full else row.remark)
