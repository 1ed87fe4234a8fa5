"""Who may do what with a payment."""

from kaitak.service.payments.models import Demand
from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.people.errors import PermissionRefused

MACHINES = {ActorKind.PROVIDER, ActorKind.CLOCK}


def check_may_pay(by: Actor, demand: Demand) -> None:
    """Let anybody of the case pay its fee: the family, or the employer's authorised person."""
    if by.kind != ActorKind.PARTY or by.case != demand.case:
        raise PermissionRefused


def check_may_settle(by: Actor) -> None:
    """Let only a provider's word, heard or asked for, decide what became of a payment."""
    if by.kind not in MACHINES:
        raise PermissionRefused


def check_may_refund(by: Actor) -> None:
    """Let the service itself give money back, and a supervisor."""
    if by.kind not in MACHINES and not by.is_any(Role.SUPERVISOR):
        raise PermissionRefused
