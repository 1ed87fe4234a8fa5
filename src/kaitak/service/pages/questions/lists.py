"""Long lists to choose from: countries and currencies, and how their search speaks."""

from functools import cache
from typing import Any

from babel.core import Locale
from django import forms
from django.utils.translation import gettext as _

from kaitak.service.pages.countries import countries

_COMMON = ("HKD", "CNY", "USD", "EUR", "GBP", "JPY", "SGD", "AUD", "CAD", "TWD", "MOP", "KRW", "INR")
_LOCALES = {"en": "en_GB", "zh-hant": "zh_Hant_HK", "zh-hans": "zh_Hans_HK"}


class LongList(forms.Select):
    """A list that the script turns into a search; each option knows its names in the other languages."""

    also: dict[str, str] = {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return an option with the other names it is found by."""
        option = super().create_option(*args, **kwargs)
        other = self.also.get(str(option["value"]))
        if other:
            option["attrs"]["data-also"] = other
        return option


def country_list(language: str) -> LongList:
    """Return the list of all countries and territories."""
    known = countries(language)
    widget = LongList(_search_words(), [("", ""), *((one.code, one.name) for one in known)])
    widget.also = {one.code: one.other_names for one in known}
    return widget


def currency_list(language: str) -> LongList:
    """Return the list of currencies, those most used here first."""
    names = currency_names(language)
    widget = LongList(_search_words(), [("", ""), *names.items()])
    widget.also = {code: code for code in names}
    return widget


@cache
def currency_names(language: str) -> dict[str, str]:
    """Return the currencies offered, named in a language."""
    names = Locale.parse(_LOCALES[language]).currencies
    return {code: f"{names[code]} ({code})" for code in _COMMON}


def _search_words() -> dict[str, str]:
    return {
        "data-choose": "true",
        "data-no-results": _("Nothing found. Try another spelling, or the name in another language."),
        "data-found": _("{n} found"),
        "data-type-more": _("Type to search"),
        "data-how-to": _("Type a few letters, then use the arrow keys to choose and Enter to take."),
    }
