"""Every payment whose end is not known is asked after, until it is."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from kaitak.service.payments.models import Attempt
from kaitak.service.payments.services.ask import ask

log = structlog.get_logger(__name__)
NOT_AGAIN_WITHIN = timedelta(seconds=3)


def reconcile(*, at: datetime, most: int = 100) -> int:
    """Ask providers after the attempts that are due at ``at``; return how many were asked after.

    Live attempts are asked after within seconds, then ever more slowly; ended ones each hour for a day, in case
    money came after all. One attempt that cannot be settled does not stop the others.
    """
    due = (
        Attempt.objects.filter(next_poll_at__lte=at).select_related("demand").order_by("next_poll_at")[:most]
    )
    for attempt in due:
        try:
            ask(attempt, at=at)
        except Exception:
            log.exception("payment.not_reconciled", attempt=str(attempt.pk))
    return len(due)


def look_up(attempt_id: UUID, *, at: datetime) -> Attempt:
    """Return the attempt, asked after now if it is live and was not just asked after.

    For a page the person waits at. Calls the provider, so never call it inside a transaction.
    """
    attempt = Attempt.objects.select_related("demand").get(pk=attempt_id)
    since = attempt.polled_at or attempt.begun_at
    if attempt.is_live and at >= since + NOT_AGAIN_WITHIN:
        return ask(attempt, at=at)
    return attempt
