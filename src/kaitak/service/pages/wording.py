"""What the design system's components say by themselves, in the page's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Params = Mapping[str, Any]


def with_wording(name: str, params: Params) -> Params:
    """Return the parameters with the component's own words added where the caller gives none."""
    words = {**_WORDS.get(name, dict)(), **params}
    error = words.get("errorMessage")
    if error and "visuallyHiddenText" not in error:
        words["errorMessage"] = {**error, "visuallyHiddenText": _("Error")}
    return words


def _skip_link() -> dict[str, Any]:
    return {"text": _("Skip to the main content"), "href": "#main"}


def _back_link() -> dict[str, Any]:
    return {"text": _("Back")}


def _breadcrumbs() -> dict[str, Any]:
    return {"labelText": _("Where you are")}


def _error_summary() -> dict[str, Any]:
    return {"titleText": _("There is a problem")}


def _warning_text() -> dict[str, Any]:
    return {"iconFallbackText": _("Warning")}


def _pagination() -> dict[str, Any]:
    return {"landmarkLabel": _("Pages")}


def _notification_banner() -> dict[str, Any]:
    return {"titleText": _("Important")}


def _service_navigation() -> dict[str, Any]:
    return {"menuButtonText": _("Menu"), "menuButtonLabel": _("Menu"), "navigationLabel": _("Menu")}


def _password_input() -> dict[str, Any]:
    return {
        "showPasswordText": _("Show"),
        "hidePasswordText": _("Hide"),
        "showPasswordAriaLabelText": _("Show password"),
        "hidePasswordAriaLabelText": _("Hide password"),
        "passwordShownAnnouncementText": _("Your password is visible"),
        "passwordHiddenAnnouncementText": _("Your password is hidden"),
    }


def _character_count() -> dict[str, Any]:
    return {
        "textareaDescriptionText": _("You can enter up to %(count)s characters") % {"count": "%{count}"},
        "charactersUnderLimitText": {
            "other": _("You have %(count)s characters left") % {"count": "%{count}"}
        },
        "charactersAtLimitText": _("You have no characters left"),
        "charactersOverLimitText": {
            "other": _("You have %(count)s characters too many") % {"count": "%{count}"}
        },
    }


def _accordion() -> dict[str, Any]:
    return {
        "hideAllSectionsText": _("Hide all sections"),
        "hideSectionText": _("Hide"),
        "hideSectionAriaLabelText": _("Hide this section"),
        "showAllSectionsText": _("Show all sections"),
        "showSectionText": _("Show"),
        "showSectionAriaLabelText": _("Show this section"),
    }


def error_count(count: int) -> str:
    """Return how many problems a page has, in words."""
    return ngettext("%(count)d problem", "%(count)d problems", count) % {"count": count}


_WORDS: dict[str, Callable[[], dict[str, Any]]] = {
    "accordion": _accordion,
    "back-link": _back_link,
    "breadcrumbs": _breadcrumbs,
    "character-count": _character_count,
    "error-summary": _error_summary,
    "notification-banner": _notification_banner,
    "pagination": _pagination,
    "password-input": _password_input,
    "service-navigation": _service_navigation,
    "skip-link": _skip_link,
    "warning-text": _warning_text,
}
