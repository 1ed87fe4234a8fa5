import pytest
from django.test import Client

from kaitak.service.applications.policy import current_policy

PAGES = {
    "privacy": {"en": "Privacy", "zh-hant": "私隱", "zh-hans": "隐私"},
    "accessibility": {"en": "Accessibility", "zh-hant": "無障礙", "zh-hans": "无障碍"},
}


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_there_in_three_languages(visitor: Client, page: str, language: str) -> None:
    text = visitor.get(f"/{language}/{page}").content.decode()

    assert f"<h1>{PAGES[page][language]}</h1>" in text


def test_privacy_names_everything_that_is_asked(visitor: Client) -> None:
    text = visitor.get("/zh-hant/privacy").content.decode()

    policy = current_policy()
    for procedure in policy.procedures.values():
        for page in procedure.pages:
            assert page.title.zh_hant in text
            assert all(policy.facts[one.fact].label.zh_hant in text for one in page.facts)


def test_privacy_says_how_long_a_draft_is_kept_as_the_operator_chose(visitor: Client) -> None:
    text = visitor.get("/en/privacy").content.decode()

    assert f"{current_policy().operator('draft_days')} days after it was last saved" in text


@pytest.mark.parametrize("page", ["find", "quota", "help", "privacy", "accessibility"])
def test_an_address_without_a_language_takes_the_browsers(visitor: Client, page: str) -> None:
    answer = visitor.get(f"/{page}", headers={"Accept-Language": "zh-TW"})
    slashed = visitor.get(f"/en/{page}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/zh-hant/{page}")
    assert (slashed.status_code, slashed["Location"]) == (301, f"/en/{page}")


@pytest.mark.parametrize("page", ["quota", "help", "privacy", "accessibility"])
def test_pages_to_read_take_nothing(visitor: Client, page: str) -> None:
    assert visitor.post(f"/en/{page}").status_code == 405


@pytest.mark.parametrize("page", ["", "quota", "help", "privacy", "accessibility", "schemes/tps"])
def test_reading_sets_no_cookie(visitor: Client, page: str) -> None:
    assert not visitor.get(f"/en/{page}").cookies
