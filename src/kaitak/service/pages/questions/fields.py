"""One question as a form's field: what was typed becomes the answer the profile keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kaitak.rules import FactError
from kaitak.service.pages.questions.facts import Answers, Ask, Check, Write
from kaitak.service.pages.questions.parts import tidy, wrong_parts
from kaitak.service.pages.questions.widgets import widget_for
from kaitak.service.pages.questions.wording import day_example, problem, wrong_day
from kaitak.service.pages.widgets import PartsInput

LISTS = ("choices", "countries", "texts")
_NEEDED = {"day": ("day", "month", "year"), "partial_day": ("year",), "month": ("month", "year")}


class AnswerField(forms.Field):
    """Asks one fact, and says what would be right where the answer is not."""

    def __init__(
        self, ask: Ask, *, language: str, check: Check, write: Write, day: date | None = None
    ) -> None:
        self.ask, self.fact, self.language, self.check = ask, ask.fact, language, check
        # What may not lie after the application is past; of anything else a day to come is the likely answer.
        self.example = day_example(language, None if "latest" in ask.fact.limits else day)
        self.wrong_parts: tuple[str, ...] = ()
        self.others: Answers = {}
        self.short_label = write(self.fact.label)
        self.max_length = self.fact.limits.get("most") if self.fact.kind == "long_text" else None
        super().__init__(
            required=ask.required,
            label=write(self.fact.question or self.fact.label),
            help_text=self._help(write),
            widget=widget_for(self.fact, language),
        )
        self.marks_optional = ask.mark

    def clean(self, value: Any) -> Any:
        """Return the answer as the profile keeps it; None where nothing is known."""
        self.wrong_parts = ()
        try:
            answer = self.check(self.fact, self._raw(value), self.others)
        except FactError as error:
            raise ValidationError(self.problem(error.code, error.params), code=error.code) from error
        answer = None if answer == "" else answer
        if answer in (None, []) and self.ask.required:
            raise ValidationError(self.problem("required", {}), code="required")
        return answer

    def problem(self, code: str, params: Mapping[str, Any]) -> str:
        """Return the message for an error's code at this question."""
        known = {**params, "example": self.example}
        return problem(
            code, label=self.short_label, kind=self.fact.kind, language=self.language, params=known
        )

    def prepare_value(self, value: Any) -> Any:
        """Return what the widget shows for a kept answer."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if self.fact.kind == "texts" and isinstance(value, list):
            return "\n".join(value)
        if self.fact.kind == "rates" and isinstance(value, Mapping):
            return "\n".join(f"{code} {rate}" for code, rate in value.items())
        return value

    def _raw(self, value: Any) -> Any:
        if isinstance(self.widget, PartsInput):
            return self._day(tidy(value or {}))
        if self.fact.kind == "texts":
            return [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if self.fact.kind == "rates":
            return self._rates(str(value or ""))
        return value

    def _day(self, parts: dict[str, str]) -> dict[str, str] | None:
        if not any(parts.values()):
            return None
        self.wrong_parts = wrong_parts(parts, needed=_NEEDED[self.fact.kind])
        if self.wrong_parts:
            raise ValidationError(
                wrong_day(self.wrong_parts, parts, label=self.short_label, example=self.example),
                code="not_a_day",
            )
        return parts

    def _rates(self, text: str) -> dict[str, str]:
        rates = {}
        for line in filter(None, map(str.strip, text.splitlines())):
            code, _space, rate = line.replace("=", " ").partition(" ")
            if not rate.strip():
                raise ValidationError(self.problem("not_a_rate", {}), code="not_a_rate")
            rates[code.upper()] = rate.strip()
        return rates

    def _help(self, write: Write) -> str:
        examples = {
            "day": _("For example, %(example)s.") % {"example": self.example},
            "partial_day": _("The year is enough; add month and day if you know them."),
            "month": _("For example, 3 2012."),
            "tax_year": _("For example, 2025/26."),
            "countries": _("One in each field; leave the others empty."),
            "texts": _("One on each line."),
            "rates": _("One currency on each line with its rate, such as EUR 8.45."),
            "phone": _("With the country code, such as +852 2123 4567."),
            "identity_card": _("With the check digit in brackets, such as A123456(3)."),
        }
        parts = [write(self.fact.help)] if self.fact.help else []
        if self.fact.absent_open:
            parts.append(_("Leave this empty if it has not ended."))
        if self.fact.kind in examples:
            parts.append(examples[self.fact.kind])
        return " ".join(parts) if self.language == "en" else "".join(parts)
