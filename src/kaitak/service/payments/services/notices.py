"""A provider tells something: kept first, under the provider's key, then it takes effect once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from kaitak.service.payments import providers
from kaitak.service.payments.models import Attempt, ProviderNotice
from kaitak.service.payments.port import Notice
from kaitak.service.payments.services.settle import settle
from kaitak.service.people.actors import provider

log = structlog.get_logger(__name__)


def receive_notice(provider_name: str, body: bytes, headers: Mapping[str, str], *, at: datetime) -> bool:
    """Keep a signed notice and let it take effect; tell whether it was one we wait for.

    Once kept it is never lost: where taking effect fails, ``take_notices`` tries again. Raises BadSignature, and
    LookupError for a provider that is not set up.
    """
    notice = providers.named(provider_name).parse_notice(body, headers, at=at)
    if notice is None:
        return False
    kept = _keep(provider_name, notice, at)
    _try(kept, at)
    return True


def take_notices(*, at: datetime, most: int = 100) -> int:
    """Let kept notices that have not taken effect yet do so; return how many did."""
    due = ProviderNotice.objects.filter(taken_at=None, due_at__lte=at).order_by("pk")[:most]
    return sum(_try(notice, at) for notice in due)


@transaction.atomic
def _keep(provider_name: str, notice: Notice, at: datetime) -> ProviderNotice:
    values = {
        "attempt": notice.attempt,
        "outcome": notice.outcome,
        "provider_reference": notice.reference,
        "amount_cents": notice.amount_cents,
        "received_at": at,
        "last_received_at": at,
        "due_at": at,
    }
    kept, is_new = ProviderNotice.objects.get_or_create(
        provider=provider_name, key=notice.key, defaults=values
    )
    if not is_new:
        again = ProviderNotice.objects.filter(pk=kept.pk, received_at__lte=at)
        again.update(times_received=F("times_received") + 1, last_received_at=at)
    return kept


def _try(notice: ProviderNotice, at: datetime) -> bool:
    try:
        return _take(notice.pk, at)
    except Exception:
        log.exception("notice.not_taken", provider=notice.provider, notice=notice.pk)
        wait = timedelta(seconds=5 * 2 ** min(notice.tries, 10))
        ProviderNotice.objects.filter(pk=notice.pk).update(due_at=at + wait, tries=F("tries") + 1)
        return False


@transaction.atomic
def _take(notice_id: int, at: datetime) -> bool:
    notice = ProviderNotice.objects.select_for_update().get(pk=notice_id)
    if notice.taken_at is not None:
        return False
    notice.taken_at = at
    notice.save(update_fields=["taken_at"])
    if not Attempt.objects.filter(pk=notice.attempt, provider=notice.provider).exists():
        log.warning("notice.of_unknown_attempt", provider=notice.provider, notice=notice.pk)
        return True
    settle(
        notice.attempt,
        notice.outcome,
        notice.provider_reference,
        by=provider(notice.provider),
        at=at,
        received_cents=notice.amount_cents,
    )
    return True
