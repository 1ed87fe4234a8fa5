"""What every page has."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from kaitak.service.pages.languages import current_language, language_choices
from kaitak.service.pages.navigation import navigation_items


def page(request: HttpRequest) -> dict[str, object]:
    """Return what the base template needs on every page."""
    language = current_language()
    home = f"{get_script_prefix()}{language.code}/"
    return {
        "is_sandbox": settings.SANDBOX,
        "page_language": language,
        "language_choices": language_choices(request),
        "home_address": home,
        "navigation_items": navigation_items(home, request.path),
    }
