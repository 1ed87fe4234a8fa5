"""Who acts. Every change takes ``by: Actor``; the portals find it, the domain checks and records it."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """How somebody came to act."""

    PARTY = "party"
    ACCOUNT = "account"
    API_KEY = "api_key"
    PROVIDER = "provider"
    CLOCK = "clock"
    ANONYMOUS = "anonymous"


class Role(StrEnum):
    """What somebody may be in a case or in the office."""

    APPLICANT = "applicant"
    DEPENDANT = "dependant"
    GUARDIAN = "guardian"
    AUTHORISED_PERSON = "authorised_person"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a party by link, an account, a payment provider, the clock, or nobody known.

    ``case`` is the one case a party belongs to; ``identifier`` is never a name or an address.
    """

    kind: ActorKind
    identifier: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    on_behalf_of: str = ""
    case: str = ""

    def is_any(self, *roles: Role) -> bool:
        """Tell whether the actor has one of ``roles``."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Actor(ActorKind.ANONYMOUS)
CLOCK = Actor(ActorKind.CLOCK, "clock")


def provider(name: str) -> Actor:
    """Return the payment provider ``name`` as an actor."""
    return Actor(ActorKind.PROVIDER, name)
