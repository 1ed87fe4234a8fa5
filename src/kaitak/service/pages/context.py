"""What every page has."""

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Return what the base template needs on every page."""
    return {"is_sandbox": settings.SANDBOX}
