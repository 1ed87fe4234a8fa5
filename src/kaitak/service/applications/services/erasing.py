"""Erase drafts that nobody came back to: answers, files and their key, people, notices, what was signed."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.fees import void_open_demands
from kaitak.service.applications.locking import Key, check_is_draft, lock_group
from kaitak.service.applications.models import Group, SignedContent
from kaitak.service.applications.policies import check_is_applicant
from kaitak.service.audit.services import record
from kaitak.service.documents import services as documents
from kaitak.service.notices.services import erase_case as erase_notices
from kaitak.service.payments import services as payments
from kaitak.service.people import services as people
from kaitak.service.people.actors import CLOCK, Actor

log = structlog.get_logger(__name__)


def erase_expired(*, at: datetime) -> int:
    """Erase the drafts whose last day is over in Hong Kong; return how many. One that fails stops no other."""
    day = hong_kong_day(at)
    expired = Group.objects.filter(state=Group.State.DRAFT, erase_after__lt=day).values_list("pk", flat=True)
    return sum(_try(group_id, at) for group_id in expired)


def _try(group_id: UUID, at: datetime) -> bool:
    try:
        return erase(group_id, by=CLOCK, at=at)
    except Exception:
        log.exception("draft.not_erased", group=str(group_id))
        return False


@transaction.atomic
def erase(group_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Erase one draft past its last day; its audit stays, and signatures as digests. Tell whether it was there."""
    group = Group.objects.select_for_update().filter(pk=group_id, state=Group.State.DRAFT).first()
    if group is None or group.erase_after is None or group.erase_after >= hong_kong_day(at):
        return False
    _erase(group, by=by, at=at)
    return True


@transaction.atomic
def discard_draft(group_id: Key, *, by: Actor, at: datetime) -> None:
    """Erase a draft at once, as its applicant asks. What was sent is not a draft any more: NotADraft."""
    group = lock_group(group_id)
    check_is_applicant(by, group)
    check_is_draft(group, at)
    _erase(group, by=by, at=at)


def _erase(group: Group, *, by: Actor, at: datetime) -> None:
    case = group.case
    void_open_demands(group, reason="draft_erased", by=by, at=at)
    payments.erase_case(case, by=by, at=at)
    documents.erase_case(case, by=by, at=at)
    people.erase_case(case, by=by, at=at)
    erase_notices(case)
    SignedContent.objects.filter(signature__case=case).delete()
    group.delete()
    record("draft.erased", case=case, by=by, at=at)
