"""Take what was answered elsewhere into a new draft: only what its pages ask, and what fits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.services import save_page
from kaitak.service.people.models import Party


def prefill(group: Group, party: Party, answers: Mapping[str, Any], at: datetime) -> None:
    """Save the answers that the applicant's pages ask; a page that the answers before it hide is left alone."""
    part = group.parts.get(kind=Part.Kind.APPLICANT)
    for page in Reading(group, at).procedure.pages_of(part.kind):
        raw = {one.fact: answers[one.fact] for one in page.facts if one.fact in answers}
        part.refresh_from_db()
        if raw and page.id in {shown.id for shown in Reading(group, at, part).pages(part)}:
            save_page(part.pk, page.id, raw, version=part.version, by=party.actor, at=at)
