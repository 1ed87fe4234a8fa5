"""Where a rule is published and since when it holds, ready to print."""

from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from kaitak.rules import Policy
from kaitak.rules.versions import BEGINNING, END, Start, Version
from kaitak.service.pages.formats import day_text


def with_title(policy: Policy, citation: dict[str, str], language: str) -> dict[str, Any]:
    """Return a citation with its title, publisher and page."""
    source = policy.sources[citation["id"]]
    publisher, title = source.publisher.in_language(language), source.title.in_language(language)
    return {**citation, "publisher": publisher, "title": title, "page": source.page}


def source_of(policy: Policy, version: Version, language: str) -> dict[str, Any]:
    """Return the source of a version."""
    return with_title(policy, policy.citation(version), language)


def since(version: Version, language: str) -> str:
    """Return since when a version holds, as far as that is known; empty where it always has."""
    start = version.start
    if start.latest == BEGINNING:
        return _("Since when it is in force is not published") if version.source else ""
    if not start.uncertain:
        return _("In force since %(day)s") % {"day": _moment(start.earliest, language)}
    return began(version, language)


def began(version: Version, language: str) -> str:
    """Return when a version began, in words that say how well it is known."""
    return began_at(version.start, language)


def began_at(start: Start, language: str) -> str:
    """Return a start in words that say how well it is known."""
    if start.latest == BEGINNING:
        return _("a day that is not published")
    if not start.uncertain:
        return _moment(start.earliest, language)
    first, last = day_text(start.earliest, language), day_text(start.latest, language)
    if start.latest == END:
        return _("From %(first)s at the earliest, if at all: not confirmed") % {"first": first}
    if start.earliest <= BEGINNING:
        return _("Since %(last)s at the latest") % {"last": last}
    return _("From some day between %(first)s and %(last)s") % {"first": first, "last": last}


def _moment(moment: datetime, language: str) -> str:
    day = day_text(moment, language)
    return day if moment.time() == time() else f"{day} {moment:%H:%M}"
