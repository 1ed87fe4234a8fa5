import pytest
from django.test import Client

PLACES = {
    "misread": (400, "This could not be read"),
    "refuse": (403, "This page is not open to you"),
    "expired": (403, "This page has been open too long"),
    "nowhere": (404, "There is no such page"),
    "wait": (429, "Try again in 2 minutes"),
    "break": (500, "Something went wrong on our side"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("place", "expected"), PLACES.items(), ids=PLACES)
def test_what_went_wrong_is_said_with_what_to_do(
    visitor: Client, place: str, expected: tuple[int, str]
) -> None:
    status, words = expected

    response = visitor.get(f"/en/{place}/")

    assert words in response.text
    assert response.status_code == status
    assert "Kaitak" in response.text


@pytest.mark.django_db
def test_too_many_tries_say_when_the_next_may_be_made(visitor: Client) -> None:
    response = visitor.get("/en/wait/")

    assert response["Retry-After"] == "90"
