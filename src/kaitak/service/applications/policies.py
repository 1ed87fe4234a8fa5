"""Who may do what. An applicant fills in the family's parts; a dependant, guardian or company only its own."""

from kaitak.service.applications.models import Group, Part
from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.people.errors import PermissionRefused
from kaitak.service.people.models import Party

OFFICE = (Role.OFFICER, Role.SUPERVISOR)


def is_of_case(by: Actor, group: Group) -> bool:
    """Tell whether the actor is a party of this group."""
    return by.kind == ActorKind.PARTY and by.case == group.case


def is_applicant(by: Actor, group: Group) -> bool:
    """Tell whether the actor is the principal applicant of this group."""
    return is_of_case(by, group) and by.is_any(Role.APPLICANT)


def part_of(by: Actor) -> str:
    """Return the part a party acts for, or nothing."""
    about = Party.objects.filter(pk=by.identifier).values_list("about", flat=True).first()
    return about or ""


def may_fill(by: Actor, part: Part) -> bool:
    """Tell whether the actor fills in and signs this part."""
    if not is_of_case(by, part.group):
        return False
    if by.is_any(Role.APPLICANT):
        return part.kind != Part.Kind.COMPANY
    return part_of(by) == str(part.pk)


def check_is_applicant(by: Actor, group: Group) -> None:
    """Refuse anybody but the group's applicant."""
    if not is_applicant(by, group):
        raise PermissionRefused


def check_may_fill(by: Actor, part: Part) -> None:
    """Refuse whoever may not fill in this part."""
    if not may_fill(by, part):
        raise PermissionRefused


def check_is_office(by: Actor) -> None:
    """Refuse anybody but an officer."""
    if not by.is_any(*OFFICE):
        raise PermissionRefused


def check_is_supervisor(by: Actor) -> None:
    """Refuse anybody but a supervisor."""
    if not by.is_any(Role.SUPERVISOR):
        raise PermissionRefused
