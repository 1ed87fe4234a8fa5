"""What is wrong with an answer, and what would be right, in the page's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kaitak.service.pages.formats import day_text, number_text
from kaitak.service.pages.widgets import DayInput

_MESSAGES: Mapping[str, Promise] = {
    "required": gettext_lazy("%(label)s: an answer is needed."),
    "required_choice": gettext_lazy("%(label)s: choose an answer."),
    "required_country": gettext_lazy("%(label)s: choose a country or territory."),
    "required_day": gettext_lazy("%(label)s: enter a day, a month and a year, such as %(example)s."),
    "required_partial_day": gettext_lazy("%(label)s: enter at least a year, such as 2012."),
    "required_month": gettext_lazy("%(label)s: enter a month and a year, such as 3 2012."),
    "not_true_or_false": gettext_lazy("%(label)s: choose yes or no."),
    "not_a_whole_number": gettext_lazy("%(label)s: enter a whole number in digits, such as 36."),
    "not_a_number": gettext_lazy("%(label)s: enter an amount in digits, such as 25,000."),
    "too_small": gettext_lazy("%(label)s: enter %(least)s or more."),
    "too_large": gettext_lazy("%(label)s: enter %(most)s or less."),
    "not_a_day": gettext_lazy(
        "%(label)s: there is no such day. Enter a day, a month and a year, such as %(example)s."
    ),
    "not_a_year": gettext_lazy("%(label)s: enter a year of four digits, such as 2012."),
    "not_a_month": gettext_lazy("%(label)s: enter a month and a year, such as 3 2012."),
    "not_a_tax_year": gettext_lazy("%(label)s: enter a tax year, such as 2025/26."),
    "not_a_moment": gettext_lazy("%(label)s: enter a day and a time."),
    "too_early": gettext_lazy("%(label)s: enter a day on or after %(earliest)s."),
    "too_late": gettext_lazy("%(label)s: enter a day on or before %(latest)s."),
    "not_a_choice": gettext_lazy("%(label)s: choose one of the answers on the page."),
    "not_a_country": gettext_lazy("%(label)s: choose a country or territory from the list."),
    "not_a_currency": gettext_lazy("%(label)s: choose a currency from the list."),
    "control_characters": gettext_lazy(
        "%(label)s: some characters cannot be printed. Type the text again instead of pasting it."
    ),
    "not_latin": gettext_lazy(
        "%(label)s: write it in Latin letters, as in the travel document. Accents are welcome."
    ),
    "not_chinese": gettext_lazy("%(label)s: write it in Chinese characters, or leave it empty."),
    "not_an_email": gettext_lazy("%(label)s: enter an e-mail address, such as name@example.com."),
    "not_a_phone": gettext_lazy(
        "%(label)s: enter a telephone number with its country code, such as +852 2123 4567."
    ),
    "not_a_travel_document_number": gettext_lazy(
        "%(label)s: enter the number as printed: letters and digits only, such as K01234567."
    ),
    "not_an_identity_card": gettext_lazy(
        "%(label)s: enter the number with its check digit in brackets, such as A123456(3). Check each digit."
    ),
    "end_before_start": gettext_lazy("%(label)s: the end is before the start. Check both dates."),
    "not_a_rate": gettext_lazy("%(label)s: write one currency a line with its rate, such as EUR 8.45."),
}
_KINDS = {
    "bool": "required_choice",
    "choice": "required_choice",
    "choices": "required_choice",
    "country": "required_country",
    "countries": "required_country",
    "currency": "required_choice",
    "day": "required_day",
    "month": "required_month",
    "partial_day": "required_partial_day",
}


_PAST = date(1990, 3, 27)


def day_example(language: str, after: date | None = None) -> str:
    """Return a day as it may be typed: one of the past, or one of the year that follows ``after``."""
    shown = _PAST if after is None else _PAST.replace(year=after.year + 1)
    return f"{shown.day} {shown.month} {shown.year}" if language == "en" else day_text(shown, language)


def problem(code: str, *, label: str, kind: str, language: str, params: Mapping[str, Any]) -> str:
    """Return the message for an error's code."""
    if code == "required":
        code = _KINDS.get(kind, code)
    written = {name: _written(value, language) for name, value in params.items()} | {"label": label}
    written.setdefault("example", day_example(language))
    if code in _COUNTED:
        return _counted(code, int(params[_COUNTED[code]]), written)
    return str(_MESSAGES.get(code, _MESSAGES["required"])) % written


def wrong_day(parts: tuple[str, ...], typed: Mapping[str, str], *, label: str, example: str) -> str:
    """Return the message for a day of which some parts are missing or impossible."""
    if any(typed.get(part) for part in parts):
        return str(_MESSAGES["not_a_day"]) % {"label": label, "example": example}
    names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
    listed = _(" and ").join(names[part] for part in DayInput().order if part in parts)
    return _("%(label)s: also enter %(parts)s.") % {"label": label, "parts": listed}


_COUNTED = {"too_short": "least", "too_long": "most", "too_few": "least", "too_many": "most"}


def _counted(code: str, count: int, written: Mapping[str, str]) -> str:
    if code == "too_short":
        text = ngettext(
            "%(label)s: enter at least %(least)s character.",
            "%(label)s: enter at least %(least)s characters.",
            count,
        )
    elif code == "too_long":
        text = ngettext(
            "%(label)s: enter at most %(most)s character.",
            "%(label)s: enter at most %(most)s characters.",
            count,
        )
    elif code == "too_few":
        text = ngettext("%(label)s: give at least %(least)s.", "%(label)s: give at least %(least)s.", count)
    else:
        text = ngettext("%(label)s: give at most %(most)s.", "%(label)s: give at most %(most)s.", count)
    return text % written


def _written(value: Any, language: str) -> str:
    if isinstance(value, date):
        return day_text(value, language)
    if isinstance(value, int) and not isinstance(value, bool):
        return number_text(value)
    return str(value)
