"""Who may see and change a file.

Which parties a part belongs to, and what is shown across parts, is known to the applications above; they say it
with each call. Whoever is not named is refused.
"""

from collections.abc import Collection

from kaitak.service.documents.models import Upload
from kaitak.service.people.actors import Actor, ActorKind, Role
from kaitak.service.people.errors import PermissionRefused


def may_see(actor: Actor, upload: Upload, *, part_owners: Collection[str], shared: bool = False) -> bool:
    """Tell whether ``actor`` may see a file.

    Officers may. A party may, within its own case, where it is among ``part_owners`` (identifiers of the parties
    whose part this is) or the file is ``shared`` with it, as the contract is with the applicant.
    """
    if actor.is_any(Role.OFFICER, Role.SUPERVISOR):
        return actor.kind == ActorKind.ACCOUNT
    return _is_party_of(actor, upload.case) and (shared or actor.identifier in part_owners)


def check_may_see(
    actor: Actor, upload: Upload, *, part_owners: Collection[str], shared: bool = False
) -> None:
    """Raise PermissionRefused unless :func:`may_see`."""
    if not may_see(actor, upload, part_owners=part_owners, shared=shared):
        raise PermissionRefused


def check_may_change(actor: Actor, *, case: str, part_owners: Collection[str]) -> None:
    """Raise PermissionRefused unless ``actor`` is a party of the case to whom the part belongs.

    Officers never change what a party gave.
    """
    if not (_is_party_of(actor, case) and actor.identifier in part_owners):
        raise PermissionRefused


def check_may_erase(actor: Actor, *, case: str) -> None:
    """Raise PermissionRefused unless ``actor`` is the clock, an administrator or the case's own applicant."""
    if actor.kind == ActorKind.CLOCK or actor.is_any(Role.ADMINISTRATOR):
        return
    if not (_is_party_of(actor, case) and actor.is_any(Role.APPLICANT)):
        raise PermissionRefused


def _is_party_of(actor: Actor, case: str) -> bool:
    return actor.kind == ActorKind.PARTY and bool(actor.identifier) and actor.case == case
