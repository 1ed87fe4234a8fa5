"""A day typed in three parts, for forms that no policy describes."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaitak.service.pages.languages import current_language
from kaitak.service.pages.questions.parts import tidy, wrong_parts
from kaitak.service.pages.questions.wording import day_example, problem, wrong_day
from kaitak.service.pages.widgets import DayInput

PARTS = ("day", "month", "year")
EARLIEST = 1850


class DayField(forms.Field):
    """Asks for a day; takes month names, Chinese numerals, and a whole date in the first part."""

    widget = DayInput

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.wrong_parts: tuple[str, ...] = ()

    def clean(self, value: Any) -> date:
        """Return the day; say which part is wrong where it is none."""
        parts = tidy(value or {})
        self.wrong_parts = ()
        if not any(parts.values()):
            raise ValidationError(self._problem("required"), code="required")
        self.wrong_parts = wrong_parts(parts, needed=PARTS)
        if self.wrong_parts:
            example = day_example(current_language().code)
            told = wrong_day(self.wrong_parts, parts, label=str(self.label), example=example)
            raise ValidationError(told, code="not_a_day")
        return self._day(*(int(parts[name]) for name in reversed(PARTS)))

    def _day(self, year: int, month: int, day: int) -> date:
        if year < EARLIEST:
            self.wrong_parts = ("year",)
            raise ValidationError(self._problem("not_a_day"), code="not_a_day")
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(self._problem("not_a_day"), code="not_a_day") from error

    def _problem(self, code: str) -> str:
        language = current_language().code
        return problem(code, label=str(self.label), kind="day", language=language, params={})


def birth_field() -> DayField:
    """Return the question for somebody's date of birth."""
    return DayField(
        label=_("Date of birth"),
        help_text=_("For example, 27 3 1990."),
        widget=DayInput(attrs={"autocomplete": "bday"}),
    )
