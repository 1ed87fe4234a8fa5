"""Who may do what in the office."""

from kaitak.service.casework.errors import SameOfficer
from kaitak.service.casework.models import Recommendation
from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.people.errors import PermissionRefused


def check_is_officer(by: Actor) -> None:
    """Raise PermissionRefused unless an officer acts."""
    if by.kind != ActorKind.ACCOUNT or not by.is_any(Role.OFFICER):
        raise PermissionRefused


def check_is_supervisor(by: Actor) -> None:
    """Raise PermissionRefused unless a supervisor acts."""
    if by.kind != ActorKind.ACCOUNT or not by.is_any(Role.SUPERVISOR):
        raise PermissionRefused


def check_may_decide(by: Actor, recommendation: Recommendation) -> None:
    """Raise unless an officer acts who is not the one who recommended."""
    check_is_officer(by)
    if by.identifier == recommendation.recommended_by:
        raise SameOfficer
