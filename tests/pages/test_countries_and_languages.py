import pytest
from django.test import RequestFactory
from django.utils.translation import override

from kaitak.service.pages.countries import countries, country_name, is_country
from kaitak.service.pages.languages import language_choices, language_of

NAMES = {
    "en": ["Hong Kong", "Mainland China", "Macao", "Taiwan"],
    "zh-hant": ["香港", "中國內地", "澳門", "台灣"],
    "zh-hans": ["香港", "中国内地", "澳门", "台湾"],
}


@pytest.mark.parametrize(("language", "first"), NAMES.items())
def test_neighbours_come_first_under_the_names_used_here(language: str, first: list[str]) -> None:
    assert [country.name for country in countries(language)[:4]] == first


def test_there_are_as_many_as_the_standard_has() -> None:
    codes = [country.code for country in countries("en")]

    assert len(codes) == len(set(codes)) == 249


def test_a_country_is_found_by_its_other_names() -> None:
    france = next(country for country in countries("zh-hant") if country.code == "FRA")

    assert france.other_names == "France · 法国 · FRA"


def test_a_code_without_a_name_stands_for_itself() -> None:
    assert country_name("XYZ", "en") == "XYZ"
    assert not is_country("XYZ")


SPELLINGS = {"zh_Hant": "zh-hant", "zh-HK": "zh-hant", "zh-cn": "zh-hans", "en-GB": "en", "fr": "en"}


@pytest.mark.parametrize(("spelling", "code"), SPELLINGS.items())
def test_a_language_is_known_in_any_spelling(spelling: str, code: str) -> None:
    assert language_of(spelling).code == code


def test_a_page_without_a_language_offers_the_start_in_each() -> None:
    request = RequestFactory().get("/healthz")

    with override("en"):
        addresses = [choice.address for choice in language_choices(request)]

    assert addresses == ["/en/", "/zh-hant/", "/zh-hans/"]
