"""The moment and the Hong Kong day a page is read."""

from datetime import date, datetime

from django.utils import timezone

from kaitak.service.pages.formats import HONG_KONG


def now() -> datetime:
    """Return the moment."""
    return timezone.now()


def today() -> date:
    """Return the day in Hong Kong."""
    return now().astimezone(HONG_KONG).date()
