"""The design system's own macros, rendered from Python with wording in the page's language."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

from kaitak.service.pages.wording import with_wording

Params = Mapping[str, Any]

COMPONENTS = frozenset(
    [
        "accordion",
        "back-link",
        "breadcrumbs",
        "button",
        "character-count",
        "checkboxes",
        "date-input",
        "details",
        "error-message",
        "error-summary",
        "fieldset",
        "file-upload",
        "hint",
        "input",
        "inset-text",
        "label",
        "notification-banner",
        "pagination",
        "panel",
        "password-input",
        "phase-banner",
        "radios",
        "select",
        "service-navigation",
        "skip-link",
        "summary-list",
        "table",
        "tabs",
        "tag",
        "task-list",
        "textarea",
        "warning-text",
    ]
)


class UnknownComponentError(LookupError):
    """A page asks for a component that the design system does not have, or that Kaitak leaves out."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no component {name!r}. The components are: {', '.join(sorted(COMPONENTS))}."
        )


def component(name: str, params: Params) -> SafeString:
    """Return the component's HTML; ``params`` are those of its macro, with our wording where they have none."""
    return render(name, with_wording(name, params))


def render(name: str, params: Params) -> SafeString:
    """Return the component's HTML for exactly these parameters."""
    # The macros escape what is given as text; what is given as html is the caller's, as in the design system.
    return mark_safe(str(_macro(name)(_plain(params))).strip())  # noqa: S308


@cache
def _macro(name: str) -> Callable[[Any], str]:
    if name not in COMPONENTS:
        raise UnknownComponentError(name)
    template = _environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    macro: Callable[[Any], str] = getattr(template.module, "govuk" + name.title().replace("-", ""))
    return macro


@cache
def _environment() -> Environment:
    return Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        undefined=ChainableUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _plain(value: object) -> Any:
    """Return the value with lazy translations resolved, which the macros cannot do."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
