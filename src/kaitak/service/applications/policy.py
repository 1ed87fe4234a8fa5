"""The policy in force, and the stored bundle of a submitted group."""

from datetime import datetime
from functools import lru_cache

from kaitak import rules
from kaitak.service.applications.models import Group, StoredBundle
from kaitak.service.quotas.services import sync_intakes
from kaitak.service.rulebook.in_force import current_policy

__all__ = ["current_policy", "open_intakes", "policy_of"]


def open_intakes(*, at: datetime) -> None:
    """Open or change the intakes as the policy in force has them; asking again changes nothing."""
    sync_intakes(current_policy(), at)


def policy_of(group: Group) -> rules.Policy:
    """Return the policy a group was submitted under; before that, the one in force."""
    policy = current_policy()
    if group.policy_digest in {"", policy.digest}:
        return policy
    return _stored(group.policy_digest)


@lru_cache(maxsize=8)
def _stored(digest: str) -> rules.Policy:
    return rules.policy_from_canonical(bytes(StoredBundle.objects.get(digest=digest).canonical))
