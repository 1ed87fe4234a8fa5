"""The one form in which a name, an address or a number is kept; raises FactError where it has another."""

import re
import unicodedata
from collections.abc import Callable

from kaitak.rules.errors import FactError

EMAIL = re.compile(
    r"[^@\s<>\"(),:;\[\]\\]{1,64}@(?:[^@\s.<>\"(),:;\[\]\\]{1,63}\.)+[^@\s.<>\"(),:;\[\]\\\d]{2,63}"
)
PHONE = re.compile(r"\+?\d{6,15}")
DOCUMENT_NUMBER = re.compile(r"[A-Z0-9]{4,20}")
IDENTITY_CARD = re.compile(r"([A-Z]{1,2})(\d{6})\(?([0-9A])\)?")
LATIN_MARKS = frozenset(" -'’.,/()·")


def _name(value: str) -> str:
    if not all(one in LATIN_MARKS or _is_latin(one) for one in value):
        raise FactError("not_latin")
    return " ".join(value.split())


def _is_latin(one: str) -> bool:
    return unicodedata.category(one) == "Mn" or (one.isalpha() and "LATIN" in unicodedata.name(one, ""))


def _chinese_name(value: str) -> str:
    plain = value.replace(" ", "")
    if not all(one in "·．" or "IDEOGRAPH" in unicodedata.name(one, "") for one in plain):
        raise FactError("not_chinese")
    return plain


def _email(value: str) -> str:
    if not EMAIL.fullmatch(value) or ".." in value:
        raise FactError("not_an_email", value=repr(value))
    local, _, domain = value.rpartition("@")
    return f"{local}@{domain.lower()}"


def _phone(value: str) -> str:
    plain = re.sub(r"[\s().\-]", "", unicodedata.normalize("NFKC", value))
    plain = f"+{plain[2:]}" if plain.startswith("00") else plain
    if not PHONE.fullmatch(plain):
        raise FactError("not_a_phone", value=repr(value))
    return plain


def _document_number(value: str) -> str:
    plain = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", value)).upper()
    if not DOCUMENT_NUMBER.fullmatch(plain):
        raise FactError("not_a_travel_document_number", value=repr(value))
    return plain


def _identity_card(value: str) -> str:
    match = IDENTITY_CARD.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", value)).upper())
    if not match or identity_card_check(match[1], match[2]) != match[3]:
        raise FactError("not_an_identity_card", value=repr(value))
    return f"{match[1]}{match[2]}({match[3]})"


def identity_card_check(letters: str, digits: str) -> str:
    """Return the check character of a Hong Kong identity card: weights 9 to 2, modulo 11."""
    values = [36 if one == " " else int(one, 36) for one in f"{letters:>2}{digits}"]
    remainder = sum(weight * value for weight, value in zip(range(9, 1, -1), values, strict=True)) % 11
    return "A" if (11 - remainder) % 11 == 10 else str((11 - remainder) % 11)


FORMS: dict[str, Callable[[str], str]] = {
    "name": _name,
    "chinese_name": _chinese_name,
    "email": _email,
    "phone": _phone,
    "travel_document_number": _document_number,
    "identity_card": _identity_card,
}
