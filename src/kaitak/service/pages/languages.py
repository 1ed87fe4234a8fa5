"""The three languages: their codes in addresses, in HTML, and in the policy's texts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.translation import get_language

DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the service."""

    code: str
    tag: str
    name: str


LANGUAGES = (
    Language("en", "en", "English"),
    Language("zh-hant", "zh-Hant", "繁體中文"),
    Language("zh-hans", "zh-Hans", "简体中文"),
)
_BY_CODE = {language.code: language for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A link to the same page in a language."""

    language: Language
    address: str
    is_current: bool


def current_language() -> Language:
    """Return the language the page is written in."""
    return language_of(get_language() or DEFAULT)


def language_of(code: str) -> Language:
    """Return the language of a code in any spelling (``zh-Hant``, ``zh_hant``, ``zh-hk``); English if there is none."""
    lower = code.lower().replace("_", "-")
    if lower in {"zh-hk", "zh-tw", "zh-mo"}:
        lower = "zh-hant"
    elif lower in {"zh", "zh-cn", "zh-sg"}:
        lower = "zh-hans"
    return _BY_CODE.get(lower, _BY_CODE[DEFAULT])


def language_choices(request: HttpRequest) -> list[LanguageChoice]:
    """Return this page's address in each language, its query kept."""
    current = current_language()
    return [LanguageChoice(item, _in_language(request, item), item == current) for item in LANGUAGES]


def _in_language(request: HttpRequest, language: Language) -> str:
    query = urlencode([(key, value) for key, values in request.GET.lists() for value in values])
    address = f"{get_script_prefix()}{language.code}/{_after_the_language(request.path_info)}"
    return f"{address}?{query}" if query else address


def _after_the_language(path: str) -> str:
    first, _, rest = path.lstrip("/").partition("/")
    return rest if first in _BY_CODE else ""
