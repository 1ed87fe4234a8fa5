"""Ask the provider about one attempt, outside any transaction, and let its answer take effect."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from kaitak.service.payments import providers
from kaitak.service.payments.errors import Refused, Unreachable
from kaitak.service.payments.locking import lock_attempt
from kaitak.service.payments.methods import Method, Outcome
from kaitak.service.payments.models import Attempt
from kaitak.service.payments.port import Begun, Order
from kaitak.service.payments.services.settle import settle
from kaitak.service.people.actors import provider

FIRST_POLL = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=5)
GRACE = timedelta(minutes=2)


def place(attempt: Attempt, *, at: datetime) -> Attempt:
    """Ask the provider for the payment and return the attempt with what it gave.

    Raises Unreachable (the attempt is then unclear) or Refused (it then failed).
    """
    by = provider(attempt.provider)
    try:
        begun = providers.named(attempt.provider).begin(order_of(attempt), at=at)
    except Unreachable:
        settle(attempt.pk, Outcome.UNCLEAR, by=by, at=at)
        raise
    except Refused:
        settle(attempt.pk, Outcome.FAILED, by=by, at=at)
        raise
    _keep(attempt, begun)
    return settle(attempt.pk, Outcome.PENDING, begun.reference, by=by, at=at)


def ask(attempt: Attempt, *, at: datetime) -> Attempt:
    """Ask how the attempt stands and return it, settled accordingly; unclear where nobody answers."""
    _schedule(attempt, at)
    by, adapter = provider(attempt.provider), providers.named(attempt.provider)
    try:
        if not attempt.provider_reference:
            attempt = place(attempt, at=at)
        standing = adapter.status(order_of(attempt), at=at)
        if standing.outcome == Outcome.PENDING and at >= attempt.expires_at + GRACE:
            standing = adapter.cancel(order_of(attempt), at=at)
    except Unreachable:
        return settle(attempt.pk, Outcome.UNCLEAR, by=by, at=at)
    except Refused:
        attempt.refresh_from_db()
        return attempt
    received = standing.amount_cents
    return settle(attempt.pk, standing.outcome, standing.reference, by=by, at=at, received_cents=received)


def cancel(attempt: Attempt, *, at: datetime) -> Attempt:
    """Make the attempt impossible at the provider and return it; still live where that is not certain."""
    by, adapter = provider(attempt.provider), providers.named(attempt.provider)
    try:
        if not attempt.provider_reference:
            attempt = place(attempt, at=at)
        standing = adapter.cancel(order_of(attempt), at=at)
    except Unreachable:
        return settle(attempt.pk, Outcome.UNCLEAR, by=by, at=at)
    except Refused:
        attempt.refresh_from_db()
        return attempt
    received = standing.amount_cents
    return settle(attempt.pk, standing.outcome, standing.reference, by=by, at=at, received_cents=received)


def order_of(attempt: Attempt) -> Order:
    """Return the attempt as its provider is asked for it, in the language it was begun in."""
    demand = attempt.demand
    language = attempt.language or demand.language
    with translation.override(language):
        description = gettext(demand.description)
    return Order(
        attempt=attempt.pk,
        transaction_reference=attempt.transaction_reference,
        idempotency_key=attempt.idempotency_key,
        method=Method(attempt.method),
        amount_cents=attempt.amount_cents,
        description=description,
        language=language,
        return_url=attempt.return_url,
        begun_at=attempt.begun_at,
        expires_at=attempt.expires_at,
        reference=attempt.provider_reference,
    )


@transaction.atomic
def _keep(attempt: Attempt, begun: Begun) -> None:
    kept = lock_attempt(attempt.pk)
    kept.flow, kept.expires_at = begun.flow, begun.expires_at
    kept.redirect_url, kept.qr_text = begun.redirect_url, begun.qr_text
    kept.save(update_fields=["flow", "expires_at", "redirect_url", "qr_text"])


def _schedule(attempt: Attempt, at: datetime) -> None:
    """Note that the provider is asked now, and when next: an ended attempt is looked at for a day more."""
    if attempt.is_live:
        next_poll = at + min(FIRST_POLL * 2 ** min(attempt.polls // 6, 8), LONGEST_WAIT)
    else:
        looks = at + timedelta(hours=1)
        next_poll = looks if looks < attempt.begun_at + timedelta(days=1) else None
    attempt.polls, attempt.polled_at, attempt.next_poll_at = attempt.polls + 1, at, next_poll
    attempt.save(update_fields=["polls", "polled_at", "next_poll_at"])
