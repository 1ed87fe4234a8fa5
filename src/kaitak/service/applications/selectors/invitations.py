"""What a link leads to, read without changing anything."""

from dataclasses import dataclass
from datetime import datetime

from kaitak.service.applications.models import Group, Part
from kaitak.service.people.errors import LinkNotUsable
from kaitak.service.people.models import Party
from kaitak.service.people.services.links import find_by_link


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is asked to fill in and sign which part, and by whom."""

    party: Party
    group: Group
    part: Part
    principal: Part


def invitation_of(token: str, *kinds: Party.Kind, at: datetime) -> Invitation:
    """Return what a link of one of these kinds of party invites to; changes nothing.

    Raises LinkNotUsable where it has stopped, its application is gone, or it is somebody else's.
    """
    party = find_by_link(token, at=at)
    if party.kind not in kinds:
        raise LinkNotUsable
    parts = Part.objects.select_related("group", "application")
    part = parts.filter(pk=party.about).first() if party.about else None
    if part is None or part.group.case != party.case:
        raise LinkNotUsable
    principal = part.group.parts.get(kind=Part.Kind.APPLICANT)
    return Invitation(party, part.group, part, principal)
