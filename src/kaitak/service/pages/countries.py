"""Countries and places: ISO 3166-1 alpha-3 codes, named as Hong Kong names them, in three languages."""

from dataclasses import dataclass
from functools import cache

from babel.core import Locale, get_global

from kaitak.service.pages.languages import LANGUAGES, language_of

_LOCALES = {"en": "en_GB", "zh-hant": "zh_Hant_HK", "zh-hans": "zh_Hans_HK"}
_NO_LONGER_USED = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
_NOT_ISO_3166 = frozenset({"AC", "CP", "DG", "EU", "TA", "XA", "XB", "XK", "ZZ"})
_OUR_NAMES = {
    "CHN": ("Mainland China", "中國內地", "中国内地"),
    "COD": ("Congo (Democratic Republic)", "剛果民主共和國", "刚果民主共和国"),
    "COG": ("Congo (Republic)", "剛果共和國", "刚果共和国"),
    "HKG": ("Hong Kong", "香港", "香港"),
    "KOR": ("South Korea", "南韓", "韩国"),
    "MAC": ("Macao", "澳門", "澳门"),
    "MMR": ("Myanmar", "緬甸", "缅甸"),
    "NZL": ("New Zealand", "新西蘭", "新西兰"),
    "PRK": ("North Korea", "朝鮮", "朝鲜"),
    "PSE": ("Palestine", "巴勒斯坦", "巴勒斯坦"),
    "TWN": ("Taiwan", "台灣", "台湾"),
}
_FIRST = ("HKG", "CHN", "MAC", "TWN")


@dataclass(frozen=True, slots=True)
class Country:
    """One country or place; ``other_names`` are what else a search finds it by."""

    code: str
    name: str
    other_names: str


def country_name(code: str, language: str) -> str:
    """Return the name of a code, or the code itself where there is none."""
    return _names(language_of(language).code).get(code.upper(), code)


def is_country(code: str) -> bool:
    """Say whether a code is one of ISO 3166-1's alpha-3 codes."""
    return code in _alpha_2()


@cache
def countries(language: str) -> tuple[Country, ...]:
    """Return every country, Hong Kong's neighbours first and then in the language's own order."""
    names = _names(language_of(language).code)
    ordered = sorted(names, key=lambda code: (*_neighbour(code), _sort_key(names[code], code, language)))
    return tuple(Country(code, names[code], _other_names(code, names[code])) for code in ordered)


def _neighbour(code: str) -> tuple[int]:
    return (_FIRST.index(code) if code in _FIRST else len(_FIRST),)


def _sort_key(name: str, code: str, language: str) -> str:
    # A Chinese list has no alphabet that every reader shares; the English order is predictable in all three.
    return _names("en")[code].casefold() if language != "en" else name.casefold()


def _other_names(code: str, name: str) -> str:
    others = dict.fromkeys(_names(language.code)[code] for language in LANGUAGES)
    return " · ".join([*(other for other in others if other != name), code])


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(_LOCALES[language]).territories
    index = [item.code for item in LANGUAGES].index(language)
    return {
        code: _OUR_NAMES[code][index] if code in _OUR_NAMES else territories[two]
        for code, two in _alpha_2().items()
    }


@cache
def _alpha_2() -> dict[str, str]:
    named = Locale.parse("en").territories
    return {
        code: targets[0]
        for code, targets in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and code not in _NO_LONGER_USED
        if targets[0] in named and targets[0] not in _NOT_ISO_3166
    }
