"""Who may do what with an amendment."""

from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.people.errors import PermissionRefused
from kaitak.service.rulebook.errors import NotYourDraft, OwnAmendment
from kaitak.service.rulebook.models import Amendment

WRITE = (Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
PUBLISH = (Role.SUPERVISOR, Role.ADMINISTRATOR)


def check_may_write(by: Actor) -> None:
    """Raise PermissionRefused unless somebody of the office acts."""
    if by.kind != ActorKind.ACCOUNT or not by.is_any(*WRITE):
        raise PermissionRefused


def check_is_own(by: Actor, amendment: Amendment) -> None:
    """Raise unless whoever acts wrote the amendment."""
    check_may_write(by)
    if by.identifier != amendment.drafted_by:
        raise NotYourDraft


def check_may_decide(by: Actor, amendment: Amendment) -> None:
    """Raise unless a supervisor or an administrator acts who did not propose the amendment."""
    if by.kind != ActorKind.ACCOUNT or not by.is_any(*PUBLISH):
        raise PermissionRefused
    if by.identifier in (amendment.proposed_by, amendment.drafted_by):
        raise OwnAmendment
