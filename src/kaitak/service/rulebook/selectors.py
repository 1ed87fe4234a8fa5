"""Read amendments."""

from uuid import UUID

from django.db.models import QuerySet

from kaitak.service.rulebook.models import Amendment


def amendments() -> QuerySet[Amendment]:
    """Return every amendment, the one saved last first."""
    return Amendment.objects.order_by("-saved_at", "pk")


def drafts_of(account: str) -> QuerySet[Amendment]:
    """Return the drafts that an account can still change."""
    return amendments().filter(state=Amendment.State.DRAFT, drafted_by=account)


def newest_published() -> UUID | None:
    """Return which amendment was published last; one small query by an index."""
    return Amendment.objects.exclude(position=None).order_by("-position").values_list("pk", flat=True).first()


def published() -> list[Amendment]:
    """Return the published amendments in their order."""
    return list(Amendment.objects.exclude(position=None).order_by("position"))
