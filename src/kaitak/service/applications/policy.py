"""The policy in force, loaded once a process, and the stored bundle of a submitted group."""

from datetime import datetime
from functools import lru_cache

from django.conf import settings

from kaitak import rules
from kaitak.service.applications.models import Group, StoredBundle
from kaitak.service.quotas.services import sync_intakes


def current_policy() -> rules.Policy:
    """Return the packaged policy under this installation's overlays."""
    return _load(tuple(settings.POLICY_OVERLAYS))


@lru_cache(maxsize=4)
def _load(overlays: tuple[str, ...]) -> rules.Policy:
    return rules.load_policy(*overlays)


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
