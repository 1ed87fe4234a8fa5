"""Links: a long random token, kept as a digest; the newest of a party works until its day, older ones stop."""

import secrets
from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import LinkNotUsable
from kaitak.service.people.models import Link, Party
from kaitak.service.vault import keyed_digest


@transaction.atomic
def issue_link(party: Party, *, until: datetime, by: Actor, at: datetime) -> str:
    """Return a new token for ``party`` that works before ``until``; every older link of the party stops working."""
    Party.objects.select_for_update().get(pk=party.pk)
    _revoke(party, at)
    token = secrets.token_urlsafe(32)
    link = Link.objects.create(party=party, digest=_digest(token), issued_at=at, expires_at=until)
    record("link.issued", case=party.case, about=str(party.pk), by=by, at=at, details={"link": link.pk})
    return token


@transaction.atomic
def exchange_link(token: str, *, at: datetime) -> Party:
    """Return the party whose link this is, and record that it came in. Raises LinkNotUsable."""
    party = find_by_link(token, at=at)
    record("link.used", case=party.case, about=str(party.pk), by=party.actor, at=at)
    return party


def find_by_link(token: str, *, at: datetime) -> Party:
    """Return the party whose link this is; change nothing. Raises LinkNotUsable."""
    usable = Link.objects.filter(revoked_at=None, expires_at__gt=at)
    link = usable.select_related("party").filter(digest=_digest(token)).first()
    if link is None:
        raise LinkNotUsable
    return link.party


@transaction.atomic
def revoke_links(party: Party, *, by: Actor, at: datetime) -> None:
    """Stop every link of ``party``."""
    _revoke(party, at)
    record("link.revoked", case=party.case, about=str(party.pk), by=by, at=at)


def _revoke(party: Party, at: datetime) -> None:
    Link.objects.filter(party=party, revoked_at=None).update(revoked_at=at)


def _digest(token: str) -> str:
    return keyed_digest("link", token)
