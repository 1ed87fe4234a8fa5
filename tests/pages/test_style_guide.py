import pytest
from django.test import Client

LANGUAGES = {"en": "en", "zh-hant": "zh-Hant", "zh-hans": "zh-Hans"}


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "tag"), LANGUAGES.items())
def test_every_component_is_shown_in_every_language(visitor: Client, code: str, tag: str) -> None:
    response = visitor.get(f"/{code}/style/")

    assert response.status_code == 200
    assert f'<html lang="{tag}"' in response.text


@pytest.mark.django_db
def test_a_page_has_nothing_inline(visitor: Client) -> None:
    text = visitor.get("/en/style/").text

    assert "style=" not in text
    assert "<style" not in text
    assert "onclick" not in text


@pytest.mark.django_db
def test_the_language_switch_keeps_the_page_and_its_query(visitor: Client) -> None:
    text = visitor.get("/en/style/?page=2&name=%E9%99%B3").text

    assert 'href="/zh-hant/style/?page=2&amp;name=%E9%99%B3"' in text


@pytest.mark.django_db
def test_errors_are_summed_up_with_links_to_their_fields(visitor: Client) -> None:
    text = visitor.post("/en/style/", {"name": "", "pay": "much"}).text

    assert "<title>Error: " in text
    assert 'href="#id_name"' in text
    assert 'value="much"' in text
