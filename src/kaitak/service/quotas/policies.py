"""Who may do what with an intake.

Tickets are taken, secured and released by rooms that have checked their own actor.
"""

from kaitak.service.people.actors import Actor, Role
from kaitak.service.people.errors import PermissionRefused


def check_may_supervise(by: Actor) -> None:
    """Raise PermissionRefused unless ``by`` is a supervisor."""
    if not by.is_any(Role.SUPERVISOR):
        raise PermissionRefused
