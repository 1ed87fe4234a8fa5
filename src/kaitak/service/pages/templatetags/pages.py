"""The one tag library of Kaitak's pages: ``{% load pages %}``."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.defaultfilters import linebreaksbr
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kaitak.service.pages import filters, govuk, parts
from kaitak.service.pages.looks import error_list, render_field
from kaitak.service.pages.questions.form import SEEN, AnswersForm
from kaitak.service.pages.shapes import Row

register = template.Library()
register.filters.update(filters.register.filters)
register.tags.update(parts.register.tags)


@register.simple_tag
def component(name: str, params: Mapping[str, Any] | None = None, **more: Any) -> SafeString:
    """Print a component of the design system: ``{% component "tag" text=_("New") %}``.

    A double underscore reaches inside: ``label__text=…`` is the parameter ``label: {text: …}``.
    """
    return govuk.component(name, _nested({**(params or {}), **more}))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Print an icon; with ``label`` it speaks for itself, without it is decoration beside a word."""
    context = {"label": label}
    return mark_safe(str(_icon(name).render(context)).strip())  # noqa: S308


@register.simple_tag
def field(bound: BoundField, **look: Any) -> SafeString:
    """Print a form's field with its label, help, error, and what was typed; for ``look`` see ``render_field``."""
    return render_field(bound, **look)


@register.simple_tag
def fields(form: forms.BaseForm, *, heading: bool = False, **look: Any) -> SafeString:
    """Print all fields of a form; with ``heading``, a lone visible field's question is the page's heading."""
    if heading and len(form.visible_fields()) == 1:
        look["heading"] = True
    html = mark_safe("".join(render_field(bound, **look) for bound in form))  # noqa: S308
    return _questions(form, html) if isinstance(form, AnswersForm) else html


def _questions(form: AnswersForm, html: SafeString) -> SafeString:
    """Wrap questions so that the script can ask again which of them apply."""
    return format_html(
        '<div id="questions" data-further="{}">{}<input type="hidden" name="{}" value="{}"></div>',
        " ".join(form.deciding),
        html,
        SEEN,
        " ".join(form.fields),
    )


@register.simple_tag
def error_summary(*forms_: object) -> SafeString:
    """Print the summary of what is wrong, each line a link to its field; nothing when all is well."""
    items = [item for form in _sent(forms_) for item in error_list(form)]
    return govuk.component("error-summary", {"errorList": items}) if items else SafeString("")


@register.simple_tag
def error_prefix(*forms_: object) -> str:
    """Return "Error: " for the page's title when a form has errors."""
    return _("Error: ") if any(form.errors for form in _sent(forms_)) else ""


def _sent(forms_: Sequence[object]) -> list[forms.BaseForm]:
    # A template hands over an empty string for a form its page does not have.
    return [form for form in forms_ if isinstance(form, forms.BaseForm) and form.is_bound]


@register.simple_block_tag
def button(
    content: str, kind: str = "", href: str = "", name: str = "", value: str = "", **more: Any
) -> SafeString:
    """Print a button: ``{% button %}Continue{% endbutton %}``.

    ``kind`` is empty (the page's one primary), "secondary", "warning" or "call" (a start page's). With ``href``
    it is a link.
    """
    classes = {
        "": "",
        "secondary": "govuk-button--secondary",
        "warning": "govuk-button--warning",
        "call": "k-button--call",
    }
    params: dict[str, Any] = {"html": content.strip(), "classes": classes[kind]}
    if href:
        params["href"] = href
    else:
        params |= {"preventDoubleClick": True, "name": name or None, "value": value or None}
    return govuk.component("button", params | _nested(more))


@register.simple_block_tag
def why(content: str, title: str = "") -> SafeString:
    """Print what opens in place when asked: ``{% why %}…{% endwhy %}``."""
    params = {"summaryText": title or _("Why this question"), "html": content, "classes": "k-why"}
    return govuk.component("details", params)


@register.simple_tag
def summary(rows: Sequence[Row], title: str = "", **more: Any) -> SafeString:
    """Print a summary list of :class:`Row`; with ``title`` as a card."""
    params: dict[str, Any] = {"rows": [_summary_row(row) for row in rows], **_nested(more)}
    if title:
        params["card"] = {"title": {"text": title, "headingLevel": 2}}
    return govuk.component("summary-list", params)


def _summary_row(row: Row) -> dict[str, Any]:
    value = row.value if row.value not in (None, "") else _("Not answered")
    # A value of several lines, as a list of records is, keeps them.
    shown = {"html": linebreaksbr(str(value))} if "\n" in str(value) else {"text": value}
    params: dict[str, Any] = {"key": {"text": row.key}, "value": shown}
    if row.change:
        action = {"href": row.change, "text": row.action or _("Change"), "visuallyHiddenText": row.key}
        params["actions"] = {"items": [action]}
    return params


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        *path, last = key.split("__")
        place = nested
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return nested


@cache
def _icon(name: str) -> Any:
    return get_template(f"icons/{name}.svg")
