"""Answers written out for people: on the page to check before signing, in a list, on the officer's screen."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kaitak.service.pages.countries import country_name
from kaitak.service.pages.formats import day_text, hkd_text, month_text, number_text
from kaitak.service.pages.questions.facts import Answers, Ask, Fact, Write
from kaitak.service.pages.questions.lists import currency_names
from kaitak.service.pages.questions.units import UNITS
from kaitak.service.pages.shapes import Row

Show = Callable[[Fact, Any, str, Write], str]


def answer_text(fact: Fact, value: Any, *, language: str, write: Write) -> str:
    """Return an answer in words; empty where nothing was answered."""
    if value is None:
        return ""
    return _SHOWN.get(fact.kind, _as_it_is)(fact, value, language, write)


def answer_rows(
    asks: list[Ask], answers: Answers, *, language: str, write: Write, change: str = ""
) -> list[Row]:
    """Return the rows of a summary: each question asked, its answer, and where to change it."""
    return [
        Row(
            write(ask.fact.label),
            answer_text(ask.fact, answers.get(ask.fact.name), language=language, write=write),
            f"{change}#id_{ask.fact.name}" if change else "",
        )
        for ask in asks
    ]


def record_texts(fact: Fact, record: Mapping[str, Any], *, language: str, write: Write) -> list[str]:
    """Return what is known of a record, its name first; a condition that holds is told by its label."""
    told = [
        write(field.label)
        if field.kind == "bool"
        else answer_text(field, record[name], language=language, write=write)
        for name, field in fact.fields.items()
        if record.get(name) not in (None, "", [], False)
    ]
    return told or [write(fact.label)]


def _as_it_is(_fact: Fact, value: Any, _language: str, _write: Write) -> str:
    return str(value)


def _yes_or_no(_fact: Fact, value: Any, _language: str, _write: Write) -> str:
    return _("Yes") if value else _("No")


def _day(_fact: Fact, value: Any, language: str, _write: Write) -> str:
    text = str(value)
    if len(text) == len("2012"):
        return text if language == "en" else f"{text}年"
    if len(text) == len("2012-09"):
        return month_text(date.fromisoformat(f"{text}-01"), language)
    return day_text(date.fromisoformat(text), language)


def _number(fact: Fact, value: Any, language: str, _write: Write) -> str:
    unit = str(UNITS.get(fact.unit or "", ""))
    if unit == "%":
        return f"{value}%"
    if language == "en":
        return f"{number_text(value)} {unit}".strip()
    return f"{number_text(value)}{unit}"


def _dollars(_fact: Fact, value: Any, _language: str, _write: Write) -> str:
    return hkd_text(value)


def _choice(fact: Fact, value: Any, _language: str, write: Write) -> str:
    return write(fact.values[value]) if value in fact.values else str(value)


def _choices(fact: Fact, value: Any, language: str, write: Write) -> str:
    return _joined([_choice(fact, one, language, write) for one in value])


def _country(_fact: Fact, value: Any, language: str, _write: Write) -> str:
    return country_name(value, language)


def _countries(_fact: Fact, value: Any, language: str, _write: Write) -> str:
    return _joined([country_name(one, language) for one in value])


def _currency(_fact: Fact, value: Any, language: str, _write: Write) -> str:
    return currency_names(language).get(value, str(value))


def _texts(_fact: Fact, value: Any, _language: str, _write: Write) -> str:
    return _joined([str(one) for one in value])


def _rates(_fact: Fact, value: Mapping[str, Any], _language: str, _write: Write) -> str:
    return _joined([f"{code} {rate}" for code, rate in value.items()])


def _records(fact: Fact, value: Any, language: str, write: Write) -> str:
    lines = [" · ".join(record_texts(fact, record, language=language, write=write)) for record in value]
    return "\n".join(lines) if lines else _("None")


def _joined(parts: list[str]) -> str:
    return _(", ").join(parts) if parts else _("None")


_SHOWN: dict[str, Show] = {
    "bool": _yes_or_no,
    "day": _day,
    "partial_day": _day,
    "month": _day,
    "int": _number,
    "hkd": _dollars,
    "choice": _choice,
    "choices": _choices,
    "country": _country,
    "countries": _countries,
    "currency": _currency,
    "texts": _texts,
    "rates": _rates,
    "records": _records,
}
