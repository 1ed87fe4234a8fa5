"""How a form's field becomes a component: one function a widget."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from django import forms
from django.forms import widgets
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kaitak.service.pages import govuk
from kaitak.service.pages.widgets import PartsInput, Several

Look = Mapping[str, Any]
Component = tuple[str, dict[str, Any]]


def render_field(bound: BoundField, **look: Any) -> SafeString:
    """Return the field's HTML: label, help, error, what was typed.

    ``look`` overrides the widget's own ``look``: ``heading`` (the label is the page's h1), ``size`` (s, m, l),
    ``width`` (2, 3, 4, 5, 10, 20, 30 characters), ``prefix``, ``suffix``, ``inline``, ``choices`` (large boxes),
    ``optional`` (False: does not say "(optional)", for a search).
    """
    widget = bound.field.widget
    merged = {**getattr(widget, "look", {}), **look}
    if widget.is_hidden:
        return mark_safe(str(bound))  # noqa: S308
    name, params = component_of(widget, bound, merged)
    return govuk.component(name, params)


def error_target(bound: BoundField) -> str:
    """Return the id the error summary links to."""
    identifier = bound.auto_id or bound.html_name
    widget = bound.field.widget
    if not isinstance(widget, PartsInput):
        return identifier
    wrong = getattr(bound.field, "wrong_parts", ())
    first = next((part for part in widget.order if part in wrong), widget.order[0])
    return f"{identifier}-{first}"


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return the items of the error summary, in the order of the page."""
    items = [{"text": str(error)} for error in form.non_field_errors()]
    for bound in form:
        items += [{"text": text, "href": f"#{error_target(bound)}"} for text in _problems(bound)]
    return items


def _problems(bound: BoundField) -> list[str]:
    """Return what is wrong; a bare "required" of Django's own fields is told with the field's name."""
    return [
        _("%(label)s: an answer is needed.") % {"label": bound.label}
        if error.code == "required"
        and str(error.message) == str(forms.Field.default_error_messages["required"])
        else " ".join(str(message) for message in error.messages)
        for error in bound.errors.as_data()
    ]


@singledispatch
def component_of(widget: forms.Widget, bound: BoundField, look: Look) -> Component:
    """Return the component and its parameters for a widget."""
    message = f"{type(widget).__name__} has no component; register one in looks.py."
    raise TypeError(message)


@component_of.register
def _input(widget: widgets.Input, bound: BoundField, look: Look) -> Component:
    params = _common(bound, look) | {
        "type": widget.input_type,
        "value": _text(bound.value()),
        "classes": _width(look),
        "inputmode": look.get("inputmode"),
        "autocomplete": widget.attrs.get("autocomplete") or look.get("autocomplete"),
        "spellcheck": look.get("spellcheck"),
        "attributes": _attributes(bound),
    }
    for affix in ("prefix", "suffix"):
        if look.get(affix):
            params[affix] = {"text": look[affix]}
    return "input", params


@component_of.register
def _password(widget: forms.PasswordInput, bound: BoundField, look: Look) -> Component:
    autocomplete = widget.attrs.get("autocomplete", "current-password")
    return "password-input", _common(bound, look) | {"classes": _width(look), "autocomplete": autocomplete}


@component_of.register
def _textarea(widget: forms.Textarea, bound: BoundField, look: Look) -> Component:
    params = _common(bound, look) | {"value": _text(bound.value()), "rows": widget.attrs.get("rows", 5)}
    most = getattr(bound.field, "max_length", None)
    if most:
        return "character-count", params | {"maxlength": most}
    return "textarea", params


@component_of.register
def _select(widget: forms.Select, bound: BoundField, look: Look) -> Component:
    params = {
        "items": _select_items(widget, bound),
        "value": _text(bound.value()),
        "attributes": _own(widget),
    }
    return "select", _common(bound, look) | params


def _select_items(widget: forms.Select, bound: BoundField) -> list[dict[str, Any]]:
    return [
        {"value": str(option["value"]), "text": str(option["label"]), "attributes": option_attributes(option)}
        for _group, options, _index in widget.optgroups(bound.html_name, [])
        for option in options
    ]


@component_of.register
def _radios(widget: forms.RadioSelect, bound: BoundField, look: Look) -> Component:
    classes = " ".join(
        name for key, name in (("inline", "govuk-radios--inline"), ("choices", "k-choices")) if look.get(key)
    )
    params = _grouped(bound, look) | {
        "items": [item for item in _options(widget, bound) if item["value"]],
        "value": _text(bound.value()),
        "classes": classes,
    }
    return "radios", params


@component_of.register
def _checkboxes(widget: forms.CheckboxSelectMultiple, bound: BoundField, look: Look) -> Component:
    values = [str(value) for value in bound.value() or []]
    return "checkboxes", _grouped(bound, look) | {"items": _options(widget, bound), "values": values}


@component_of.register
def _checkbox(widget: forms.CheckboxInput, bound: BoundField, look: Look) -> Component:
    item: dict[str, Any] = {
        "value": "on",
        "html": bound.label,
        "text": bound.label,
        "checked": bool(bound.value()),
    }
    item["html"] = bound.label if hasattr(bound.label, "__html__") else None
    if bound.help_text:
        item["hint"] = {"text": bound.help_text}
    params = _grouped(bound, look) | {"items": [item], "fieldset": None, "hint": None}
    return "checkboxes", params


@component_of.register
def _file(widget: forms.FileInput, bound: BoundField, look: Look) -> Component:
    return "file-upload", _common(bound, look) | {"attributes": _attributes(bound)}


@component_of.register
def _parts(widget: PartsInput, bound: BoundField, look: Look) -> Component:
    typed = widget.typed(bound.value())
    wrong = getattr(bound.field, "wrong_parts", ())
    labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    has_error = bool(bound.errors)
    items = [
        {
            "name": f"{bound.html_name}-{part}",
            "id": f"{bound.auto_id}-{part}",
            "label": labels[part],
            "value": typed.get(part, ""),
            "autocomplete": f"bday-{part}" if widget.attrs.get("autocomplete") == "bday" else None,
            "classes": _part_classes(part, is_wrong=has_error and (not wrong or part in wrong)),
        }
        for part in widget.order
    ]
    return "date-input", _grouped(bound, look) | {"id": bound.auto_id, "items": items}


@component_of.register
def _several(widget: Several, bound: BoundField, look: Look) -> Component:
    chosen = list(bound.value() or [])
    shown = min(widget.most, max(2, len(chosen) + 1))
    lists = [_one_of_several(widget, bound, chosen, index) for index in range(widget.most)]
    more = {"summaryText": _("There are more"), "html": "".join(lists[shown:])}
    hidden = [govuk.component("details", more)] if lists[shown:] else []
    said = _said(bound)
    params = {
        **_grouped(bound, look)["fieldset"],
        "describedBy": " ".join(f"{bound.auto_id}-{part}" for part in said) or None,
        "html": "".join([*said.values(), *lists[:shown], *hidden]),
        "classes": "govuk-form-group govuk-form-group--error" if bound.errors else "govuk-form-group",
    }
    return "fieldset", params


def _said(bound: BoundField) -> dict[str, str]:
    said: dict[str, str] = {}
    if bound.help_text:
        said["hint"] = govuk.component("hint", {"id": f"{bound.auto_id}-hint", "text": bound.help_text})
    if bound.errors:
        text = " ".join(_problems(bound))
        said["error"] = govuk.component("error-message", {"id": f"{bound.auto_id}-error", "text": text})
    return said


def _one_of_several(widget: Several, bound: BoundField, chosen: list[str], index: int) -> str:
    number = index + 1
    label = f"{getattr(bound.field, 'short_label', bound.label)} {number}"
    params = {
        "id": bound.auto_id if index == 0 else f"{bound.auto_id}-{number}",
        "name": bound.html_name,
        "label": {"text": label, "classes": "govuk-visually-hidden"},
        "items": _select_items(widget.choose, bound),
        "value": chosen[index] if index < len(chosen) else "",
        "attributes": _own(widget.choose),
    }
    return govuk.component("select", params)


def option_attributes(option: Mapping[str, Any]) -> dict[str, str]:
    """Return an option's own attributes, without those that are the browser's business."""
    return {key: value for key, value in option.get("attrs", {}).items() if key.startswith("data-")}


def _part_classes(part: str, *, is_wrong: bool) -> str:
    width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
    return f"{width} govuk-input--error" if is_wrong else width


def _options(widget: widgets.ChoiceWidget, bound: BoundField) -> list[dict[str, Any]]:
    hints = getattr(widget, "hints", {})
    return [
        {
            "value": str(option["value"]),
            "text": str(option["label"]),
            "hint": {"text": hints[option["value"]]} if option["value"] in hints else None,
            "attributes": option_attributes(option),
        }
        for _group, options, _index in widget.optgroups(bound.html_name, [])
        for option in options
    ]


def _common(bound: BoundField, look: Look) -> dict[str, Any]:
    label = {
        "text": _label(bound, look),
        "isPageHeading": bool(look.get("heading")),
        "classes": _size("label", look),
    }
    return _base(bound) | {"id": bound.auto_id, "label": label}


def _grouped(bound: BoundField, look: Look) -> dict[str, Any]:
    legend = {
        "text": _label(bound, look),
        "isPageHeading": bool(look.get("heading")),
        "classes": _size("fieldset__legend", look),
    }
    return _base(bound) | {"idPrefix": bound.auto_id, "fieldset": {"legend": legend}}


def _base(bound: BoundField) -> dict[str, Any]:
    params: dict[str, Any] = {"name": bound.html_name}
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(_problems(bound))}
    return params


def _label(bound: BoundField, look: Look) -> str:
    marks = getattr(bound.field, "marks_optional", True)
    if bound.field.required or bound.field.disabled or not (marks and look.get("optional", True)):
        return str(bound.label)
    return _("%(label)s (optional)") % {"label": bound.label}


def _size(kind: str, look: Look) -> str:
    size = look.get("size") or ("l" if look.get("heading") else "s")
    return f"govuk-{kind}--{size}"


def _width(look: Look) -> str:
    width = look.get("width")
    return f"govuk-input--width-{width}" if width else ""


def _attributes(bound: BoundField) -> dict[str, Any]:
    return _own(bound.field.widget)


def _own(widget: forms.Widget) -> dict[str, Any]:
    wanted = widget.attrs
    return {
        key: value
        for key, value in wanted.items()
        if key.startswith("data-") or key in {"maxlength", "accept", "lang"}
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
