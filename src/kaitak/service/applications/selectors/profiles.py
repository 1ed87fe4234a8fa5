"""The profile the engine gets, built in one place from the parts, and what the engine answers."""

from datetime import datetime
from typing import Any

from kaitak import rules
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.reading import Reading


def profile_for(group: Group) -> dict[str, Any]:
    """Return the group's profile from the answers that count. Nothing else builds a profile of an application."""
    return Reading(group, group.saved_at).profile


def assessment_of(group: Group, at: datetime, language: str) -> dict[str, Any]:
    """Return the engine's answer on the group's answers: as of its submission, or of ``at`` before it."""
    return Reading(group, at).assessment(language)


def pages_of(part: Part, at: datetime) -> list[rules.Page]:
    """Return the pages of a part that are shown with its present answers, in order."""
    return Reading(part.group, at, part).pages(part)


def facts_of(
    part: Part, page: rules.Page, at: datetime, answers: dict[str, Any] | None = None
) -> list[rules.PageFact]:
    """Return the questions of a page that are shown with ``answers``, the part's own where none are given."""
    return Reading(part.group, at, part).facts(part, page, answers)


def answers_of(part: Part, at: datetime) -> dict[str, Any]:
    """Return the answers of a part that count."""
    return Reading(part.group, at, part).counted(part)


def slots_of(part: Part, at: datetime, language: str = "en") -> list[rules.Slot]:
    """Return the document slots that apply to a part with the group's present answers, exempt ones included."""
    return Reading(part.group, at, part).slots(part, language)


def place_of(part: Part, at: datetime) -> str:
    """Return where a dependant stands in the profile (``family.children[0]``); empty for anybody else."""
    return Reading(part.group, at, part).place(part)
