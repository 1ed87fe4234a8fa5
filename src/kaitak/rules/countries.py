"""Names of countries and places by their ISO 3166-1 alpha-3 codes, as Hong Kong names them, in three languages.

``countries.csv`` holds them (Unicode CLDR's names, with a few of our own), so that a text can name a country without
a library of locales.
"""

from functools import cache


def country_name(code: str, lang: str) -> str:
    """Return the name of a country or place; the code itself where it has none."""
    return _names(lang).get(code, code)


def is_country(code: str) -> bool:
    """Say whether a code is that of a country or place."""
    return code in _names("en")


@cache
def _names(lang: str) -> dict[str, str]:
    import csv
    from pathlib import Path

    with Path(__file__).with_name("countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row[lang] for row in csv.DictReader(file)}
