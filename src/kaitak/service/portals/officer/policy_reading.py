"""Amendments and figures as their pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaitak import rules
from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.titles import figure_title
from kaitak.rules.reach import Thing
from kaitak.service.pages.formats import short_day_text
from kaitak.service.people.models import Account
from kaitak.service.rulebook.models import Amendment


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of the list."""

    id: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a figure."""

    start: str
    value: str
    source: Mapping[str, Any]


def names_of(amendments: Iterable[Amendment]) -> dict[str, str]:
    """Return the names of everybody who wrote or decided amendments, by account."""
    accounts = {one for row in amendments for one in (row.drafted_by, row.decided_by) if one.isdecimal()}
    return {str(one.pk): one.name for one in Account.objects.filter(pk__in=accounts)}


def start_text(start: Any, language: str) -> str:
    """Return the start of a version as it is known, in words."""
    if isinstance(start, Mapping):
        after, by = (_day(start.get(key), language) for key in ("after", "by"))
        if after and by:
            return _("after %(after)s, on %(by)s at the latest") % {"after": after, "by": by}
        if by:
            return _("on %(by)s at the latest") % {"by": by}
        return _("some day after %(after)s, or not at all") % {"after": after}
    return _day(start, language)


def _day(written: Any, language: str) -> str:
    text = str(written or "")
    try:
        return short_day_text(date.fromisoformat(text), language)
    except ValueError:
        return text.replace("T", " ")


def figure_lines(policy: rules.Policy, lang: str, scheme: str, search: str) -> list[FigureLine]:
    """Return the figures of a scheme, or of all, whose name or words hold what is sought."""
    teller = Teller(policy, lang)
    found = []
    for name, figure in policy.figures.items():
        if scheme and scheme not in schemes_of(teller, name):
            continue
        title = figure_title(teller, figure)
        if search.lower() in f"{name} {title}".lower():
            content = figure.timeline.versions[-1].content
            found.append(FigureLine(name, title, teller.figure(figure, content)))
    return found


def schemes_of(teller: Teller, figure: str) -> set[str]:
    """Return the schemes whose routes rest on a figure, and the one it is named after."""
    routes = teller.resting.get(Thing("figure", figure), ())
    return {teller.policy.routes[one].scheme for one in routes} | {figure.partition(".")[0]}


def version_lines(policy: rules.Policy, figure: str, lang: str, language: str) -> list[VersionLine]:
    """Return the versions of a figure, newest first, each with its source."""
    teller, found = Teller(policy, lang), policy.figures[figure]
    raw = policy.written_entries["figures"][figure]["versions"]
    lines = [
        VersionLine(
            start_text(written["from"], language),
            teller.figure(found, version.content),
            policy.citation(version, lang),
        )
        for written, version in zip(raw, found.timeline.versions, strict=True)
    ]
    return lines[::-1]
