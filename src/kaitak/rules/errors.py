"""What can be wrong with a policy, a profile or an answer.

RulesError
├── PolicyFault      the policy itself is faulty; carries every fault found
├── InputError       a profile, fee case or request is wrong, with its place
│   └── FactError    one answer does not fit its fact; carries code, params, field
└── UnknownName      a scheme, route, procedure or choice the policy does not have
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One departure of a policy from its format, or from itself."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}"


class RulesError(Exception):
    """The root of everything this package raises on purpose."""


class PolicyFault(RulesError):
    """The policy is faulty and is not used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InputError(RulesError):
    """Something given to the engine is wrong; ``path`` is its place."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        self.message = message
        super().__init__(f"{path}: {message}" if path else message)


MESSAGES = {
    "required": "an answer is needed",
    "not_true_or_false": "answer true or false, not {value}",
    "not_a_whole_number": "give a whole number, not {value}",
    "not_a_number": "give a number, not {value}",
    "not_a_pair": "give the least and the most as a list of two, the least first",
    "too_small": "{value} is less than {least}, the least that is possible",
    "too_large": "{value} is more than {most}, the most that is possible",
    "not_a_day": "give a day as YYYY-MM-DD, not {value}",
    "not_a_moment": "give a moment with its offset, as 2026-03-01T10:00:00+08:00, not {value}",
    "not_a_year": "give a year as YYYY, not {value}",
    "not_a_month": "give a month as YYYY-MM, not {value}",
    "not_a_tax_year": "give a tax year as 2025/26, not {value}",
    "too_early": "{value} is before {earliest}",
    "too_late": "{value} is after {latest}",
    "not_a_choice": "{value} is not one of the answers; possible are {choices}",
    "not_a_country": "{value} is not the three-letter code of a country or territory",
    "not_a_currency": "{value} is not the three-letter code of a currency",
    "not_text": "give text, not {value}",
    "too_short": "give at least {least} characters",
    "too_long": "give at most {most} characters",
    "control_characters": "the text has characters that cannot be printed",
    "not_latin": "write the name in Latin letters",
    "not_chinese": "write the name in Chinese characters",
    "not_an_email": "{value} is not an e-mail address",
    "not_a_phone": "{value} is not a telephone number with its country code",
    "not_a_travel_document_number": "{value} is not the number of a travel document",
    "not_an_identity_card": "{value} is not the number of a Hong Kong identity card",
    "not_a_list": "give a list",
    "not_a_record": "give a record",
    "unknown_field": "there is no such field; did you mean {nearest}?",
    "too_few": "give at least {least}",
    "too_many": "give at most {most}",
    "end_before_start": "the end is before the start",
}


class FactError(InputError):
    """An answer does not fit its fact; ``field`` is the place within a record, else empty."""

    def __init__(self, code: str, *, field: str = "", path: str = "", **params: Any) -> None:
        self.code, self.field = code, field
        self.params: dict[str, Any] = params
        super().__init__(path or field, MESSAGES[code].format(**params))

    def at(self, field: str) -> "FactError":
        """Return the same error one level further out, at ``field``."""
        inner = (
            f"{field}{self.field}"
            if self.field.startswith("[")
            else ".".join(filter(None, (field, self.field)))
        )
        return FactError(self.code, field=inner, **self.params)


class UnknownName(RulesError):
    """The policy has nothing of that name."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.nearest = kind, name, nearest(name, known)
        super().__init__(f"there is no {kind} {name!r}" + did_you_mean(self.nearest))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like ``name``, if any is."""
    return next(iter(get_close_matches(str(name), [str(one) for one in known], 1, 0.5)), None)


def did_you_mean(name: str | None) -> str:
    """Return the end of a message that proposes a name."""
    return f"; did you mean {name!r}?" if name else ""
