"""The day a page speaks of: today, or one that the reader asks for with ``?on=`` (``?day=`` means the same)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaitak.service.pages.formats import day_text
from kaitak.service.pages.languages import current_language

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


class DayInput(forms.DateInput):
    """The browser's own way to choose a day."""

    input_type = "date"


def check_range(day: date) -> None:
    """Refuse a day the rules cannot be asked about."""
    if not FIRST <= day <= LAST:
        code = current_language().code
        raise ValidationError(
            _("Choose a day between %(first)s and %(last)s."),
            code="out_of_range",
            params={"first": day_text(FIRST, code), "last": day_text(LAST, code)},
        )


class DayForm(forms.Form):
    """Asks for the day a page speaks of."""

    on = forms.DateField(
        label=_("Show the rules of another day"),
        help_text=_("Past days and days to come can both be chosen."),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Choose a day, such as 2026-03-01."),
            "invalid": _("This is not a day. Write it as year, month and day, such as 2026-03-01."),
        },
        validators=[check_range],
        widget=DayInput(format="%Y-%m-%d"),
    )


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day shown, the day it is, and the form that changes the one shown."""

    day: date
    today: date
    form: DayForm

    @property
    def is_today(self) -> bool:
        """Whether the page speaks of today."""
        return self.day == self.today

    @property
    def status(self) -> int:
        """The status of the answer: a day that is none was a bad request."""
        return 400 if self.form.is_bound and self.form.errors else 200

    @property
    def query(self) -> str:
        """What an address carries so that the next page speaks of the same day."""
        return "" if self.is_today else f"?on={self.day.isoformat()}"


def asked_day(query: Mapping[str, str], today: date) -> AskedDay:
    """Return the day the query asks for; today where it asks for none, or for what is not a day."""
    asked = query.get("on", query.get("day"))
    if asked is None:
        return AskedDay(today, today, DayForm(initial={"on": today}, label_suffix=""))
    form = DayForm({"on": asked}, label_suffix="")
    return AskedDay(form.cleaned_data["on"] if form.is_valid() else today, today, form)
