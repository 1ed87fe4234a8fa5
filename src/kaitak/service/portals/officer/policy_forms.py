"""The forms by which the policy is changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kaitak import rules
from kaitak.service.portals.officer.forms import LINES
from kaitak.service.rulebook.services import Draft
from kaitak.service.rulebook.writing import NewFigure, keys_of, read_value, typed_values

TEXT = forms.Textarea(attrs={"rows": 24, "class": "k-overlay", "spellcheck": "false"})
HINTS = {
    "int": _("A whole number."),
    "hkd": _("Hong Kong dollars, a whole number."),
    "duration": _("A length of time, for example 4 weeks or 3 months."),
    "day": _("A day, for example 2027-01-31."),
    "codes": _("Codes, with commas between them."),
    "countries": _("Three-letter codes of countries and territories, with commas between them."),
}


class FindForm(forms.Form):
    """Which figures are shown."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    search = forms.CharField(label=_("Words or name"), required=False)

    def __init__(self, *args: Any, schemes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [("", _("Every scheme")), *schemes]  # type: ignore[attr-defined]


class AmendmentForm(forms.Form):
    """An amendment as it is written."""

    title = forms.CharField(label=_("Title"), max_length=200)
    reason = forms.CharField(label=_("Reason"), widget=LINES)
    content = forms.CharField(
        label=_("Overlay"),
        widget=TEXT,
        strip=False,
        max_length=200_000,
        help_text=_(
            "In the policy's own format: dated versions, criteria, texts, rows of lists, with sources."
        ),
    )

    def draft(self) -> Draft:
        """Return what was written."""
        return Draft(**self.cleaned_data)


class FigureForm(forms.Form):
    """Another value of one figure."""

    start = forms.DateField(
        label=_("From which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("If a version begins on that day already, this one takes its place."),
    )

    def __init__(self, *args: Any, policy: rules.Policy, figure: str, lang: str, **kwargs: Any) -> None:
        self.asks_why = kwargs.pop("asks_why")
        super().__init__(*args, **kwargs)
        self.policy, self.figure = policy, figure
        self.keys = self._add_values(lang)
        self._add_source()
        if self.asks_why:
            self.fields["title"] = forms.CharField(label=_("Title of the amendment"), max_length=200)
            self.fields["reason"] = forms.CharField(label=_("Reason"), widget=LINES)

    def _add_values(self, lang: str) -> dict[str, str]:
        """Ask for a value, or for one a key; return the names of the fields by key."""
        kind = self.policy.written_entries["figures"][self.figure].get("type", "int")
        names = keys_of(self.policy, self.figure)
        keys = {key: f"value_{key}" if key else "value" for key in names or ("",)}
        typed = typed_values(self.policy, self.figure)
        for key, field in keys.items():
            label = names[key].in_language(lang) if key else _now("New value")
            self.fields[field] = self._value(kind, label, required=not key)
            self.fields[field].initial = typed.get(key, "")
        return keys

    def _value(self, kind: str, label: str, *, required: bool) -> forms.Field:
        if kind == "bool":
            choices = [*([] if required else [("", "—")]), ("true", _("Yes")), ("false", _("No"))]
            return forms.ChoiceField(label=label, choices=choices, required=required)
        return forms.CharField(label=label, required=required, help_text=HINTS.get(kind, ""))

    def _add_source(self) -> None:
        self.fields["publisher"] = forms.CharField(label=_("Who decided or published it"), max_length=200)
        self.fields["source"] = forms.CharField(label=_("Title of the source"), max_length=200)
        self.fields["page"] = forms.URLField(
            label=_("Address of the source"), required=False, assume_scheme="https"
        )
        self.fields["place"] = forms.CharField(label=_("Place in the source"), required=False, max_length=200)
        self.fields["is_own"] = forms.BooleanField(
            label=_("It is this office's own: show it as the operator's"), required=False, initial=True
        )

    def clean(self) -> dict[str, Any]:
        """Read the values as the policy writes them."""
        given = super().clean() or self.cleaned_data
        self.values: dict[str, Any] = {}
        for key, field in self.keys.items():
            typed = given.get(field) or ""
            if typed:
                try:
                    self.values[key] = read_value(self.policy, self.figure, typed)
                except ValueError:
                    self.add_error(field, _("This cannot be read. Write it as the hint says."))
        if not self.values and not self.errors:
            self.add_error(next(iter(self.keys.values())), _("Give at least one value."))
        return given

    def new_figure(self) -> NewFigure:
        """Return what is to be written."""
        given = self.cleaned_data
        names = ("start", "publisher", "source", "page", "place", "is_own")
        return NewFigure(self.figure, values=self.values, **{name: given[name] for name in names})
