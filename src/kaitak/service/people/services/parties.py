"""A party joins a case; a case's parties are erased with it."""

from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Party


@transaction.atomic
def open_party(
    kind: Party.Kind,
    *,
    case: str,
    by: Actor,
    at: datetime,
    email: str = "",
    language: str = "en",
    about: str = "",
) -> Party:
    """Return a new party of ``case``; ``about`` names the part or application it acts for."""
    party = Party.objects.create(
        case=case, kind=kind, email=email.strip().lower(), language=language, about=about, created_at=at
    )
    record("party.opened", case=case, about=str(party.pk), by=by, at=at, details={"kind": str(kind)})
    return party


@transaction.atomic
def erase_case(case: str, *, by: Actor, at: datetime) -> None:
    """Erase every party, link and code of a case."""
    Party.objects.filter(case=case).delete()
    record("party.erased", case=case, by=by, at=at)
