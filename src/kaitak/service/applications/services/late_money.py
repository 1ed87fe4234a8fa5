"""Money that came while the group was in line again: secured as soon as its place is held."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kaitak.service.applications.models import Group
from kaitak.service.applications.purposes import secure_and_submit


def secure_paid(*, at: datetime) -> int:
    """Secure the places of groups whose fee had already come; return how many were submitted."""
    waiting = Group.objects.filter(state=Group.State.SENDING).exclude(paid_attempt="")
    return sum(_secure(group_id, at) for group_id in waiting.values_list("pk", flat=True))


@transaction.atomic
def _secure(group_id: UUID, at: datetime) -> bool:
    group = Group.objects.select_for_update().get(pk=group_id)
    return group.state == Group.State.SENDING and bool(group.paid_attempt) and secure_and_submit(group, at=at)
