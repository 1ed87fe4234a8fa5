"""The widget of a fact, by its kind."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kaitak.service.pages.questions.facts import Fact
from kaitak.service.pages.questions.lists import country_list, currency_list
from kaitak.service.pages.questions.units import UNITS
from kaitak.service.pages.widgets import DayInput, MonthInput, Several

_MOST_RADIOS = 12
_SHORT = 30
_SEVERAL = 5


def widget_for(fact: Fact, language: str) -> forms.Widget:
    """Return the widget that asks a fact."""
    widget = _WIDGETS.get(fact.kind, _line)(fact, language)
    look = _LOOKS.get(fact.kind, {}) | getattr(widget, "look", {})
    if fact.kind == "int":
        look = look | {"suffix": UNITS.get(fact.unit or "")}
    widget.look = look  # type: ignore[attr-defined]
    return widget


def _yes_or_no(_fact: Fact, _language: str) -> forms.Widget:
    return forms.RadioSelect(choices=[("true", _("Yes")), ("false", _("No"))])


def _choice(fact: Fact, language: str) -> forms.Widget:
    options = [(code, text.in_language(language)) for code, text in fact.values.items()]
    if len(options) <= _MOST_RADIOS:
        return forms.RadioSelect(choices=options)
    return forms.Select(choices=[("", ""), *options])


def _choices(fact: Fact, language: str) -> forms.Widget:
    return forms.CheckboxSelectMultiple(
        choices=[(code, text.in_language(language)) for code, text in fact.values.items()]
    )


def _countries(fact: Fact, language: str) -> forms.Widget:
    return Several(country_list(language), most=int(fact.limits.get("most", _SEVERAL)))


def _line(fact: Fact, language: str) -> forms.Widget:
    widget = forms.TextInput()
    most = fact.limits.get("most")
    if fact.kind == "text" and isinstance(most, int) and most <= _SHORT:
        widget.look = {"width": 20}  # type: ignore[attr-defined]
    return widget


def _lines(_fact: Fact, _language: str) -> forms.Widget:
    return forms.Textarea({"rows": 4})


_WIDGETS: dict[str, Callable[[Fact, str], forms.Widget]] = {
    "bool": _yes_or_no,
    "choice": _choice,
    "choices": _choices,
    "country": lambda _fact, language: country_list(language),
    "countries": _countries,
    "currency": lambda _fact, language: currency_list(language),
    "day": lambda _fact, _language: DayInput(),
    "partial_day": lambda _fact, _language: DayInput(),
    "month": lambda _fact, _language: MonthInput(),
    "long_text": _lines,
    "texts": _lines,
    "rates": _lines,
    "email": lambda _fact, _language: forms.EmailInput({"autocomplete": "email"}),
    "phone": lambda _fact, _language: forms.TextInput({"autocomplete": "tel"}),
}
_LOOKS: dict[str, dict[str, Any]] = {
    "bool": {"inline": True},
    "int": {"width": 5, "inputmode": "numeric"},
    "hkd": {"width": 10, "inputmode": "decimal", "prefix": "HK$"},
    "money": {"width": 10, "inputmode": "decimal"},
    "year": {"width": 4, "inputmode": "numeric"},
    "tax_year": {"width": 10},
    "name": {"spellcheck": False},
    "chinese_name": {"width": 20, "spellcheck": False},
    "email": {"spellcheck": False},
    "phone": {"width": 20, "inputmode": "tel"},
    "travel_document_number": {"width": 20, "spellcheck": False},
    "identity_card": {"width": 10, "spellcheck": False},
}
