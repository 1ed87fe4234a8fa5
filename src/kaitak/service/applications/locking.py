"""Lock a group before it changes: always the group's row, and before it any ticket (see docs/applications.md)."""

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.errors import DraftExpired, GroupNotFound, NotADraft
from kaitak.service.applications.models import Group, Part

Key: TypeAlias = UUID | str


def lock_group(group_id: Key) -> Group:
    """Return the group, locked until the transaction ends. Raises GroupNotFound."""
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise GroupNotFound
    return group


def lock_part(part_id: Key) -> Part:
    """Return the part as it is now, its group locked."""
    group_id = Part.objects.filter(pk=part_id).values_list("group_id", flat=True).first()
    if group_id is None:
        raise GroupNotFound
    group = lock_group(group_id)
    part = Part.objects.select_related("application").filter(pk=part_id).first()
    if part is None:
        raise GroupNotFound
    part.group = group
    return part


def check_is_draft(group: Group, at: datetime) -> None:
    """Refuse a change to what is no draft any more, or to a draft past its last day."""
    if group.state != Group.State.DRAFT:
        raise NotADraft
    if group.erase_after is not None and hong_kong_day(at) > group.erase_after:
        raise DraftExpired
