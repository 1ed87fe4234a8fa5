"""Deliver what is due: rendered late, sent until it is taken, then marked."""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from kaitak.service.notices.models import Notice

log = structlog.get_logger(__name__)
LONGEST_WAIT = timedelta(hours=6)


def deliver_due(*, at: datetime, most: int = 50) -> int:
    """Send the notices that are due at ``at``, oldest first; return how many went out.

    The caller holds the lease of this job, so no notice is sent by two processes at once. A crash between
    sending and marking sends one again: better told twice than never.
    """
    due = Notice.objects.filter(sent_at=None, due_at__lte=at).select_related("letter").order_by("pk")[:most]
    return sum(_deliver(notice, at) for notice in due)


def _deliver(notice: Notice, at: datetime) -> bool:
    notice.attempts += 1
    try:
        compose(notice).send()
    except Exception as error:  # noqa: BLE001  a mail server can fail in any way; the notice stays due
        log.warning("notice.not_sent", notice=notice.pk, kind=notice.kind, error=type(error).__name__)
        notice.last_error = f"{type(error).__name__}: {error}"[:200]
        notice.due_at = at + min(timedelta(seconds=15 * 2**notice.attempts), LONGEST_WAIT)
    else:
        notice.sent_at = at
    notice.save(update_fields=["attempts", "sent_at", "last_error", "due_at"])
    return notice.sent_at is not None


def compose(notice: Notice) -> EmailMessage:
    """Return the message of a notice, in its language."""
    with translation.override(notice.language):
        text = render_to_string(f"notices/{notice.kind}.txt", {"site": settings.PUBLIC_URL, **notice.context})
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(subject.strip(), body.strip() + "\n", to=[notice.email])
    message.extra_headers["Content-Language"] = notice.language
    if notice.letter is not None:
        from kaitak.service.notices.letters import pdf_of

        message.attach(f"{notice.letter.kind}.pdf", pdf_of(notice.letter), "application/pdf")
    return message
