import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kaitak.service.people.actors import Actor
from tests.applications.conftest import Filing
from tests.officer.conftest import SignedIn

pytestmark = pytest.mark.django_db


def _at(name: str, *args: object) -> str:
    with translation.override("en"):
        return reverse(name, args=args)


def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_the_page() -> None:
    answer = Client().get(_at("officer:queue"), {"search": "a b"})

    assert answer.url == f"{_at('account_login')}?next=%2Fen%2Fofficer%2F%3Fsearch%3Da%2Bb"


def test_an_officer_without_a_second_factor_is_sent_to_set_one_up(first: Actor, signed_in: SignedIn) -> None:
    Authenticator.objects.all().delete()
    answer = signed_in(first).get(_at("officer:queue"))

    assert answer.url == _at("mfa_activate_totp")


@pytest.mark.parametrize("name", ["officer:quota"])
def test_a_supervisors_page_is_not_for_an_officer(name: str, first: Actor, signed_in: SignedIn) -> None:
    answer = signed_in(first).get(_at(name))

    assert answer.status_code == 403


def test_a_party_of_a_case_is_not_an_officer(submitted: Filing) -> None:
    client = Client()
    session = client.session
    session["parties"] = {str(submitted.id): submitted.applicant.identifier}
    session.save()
    client.cookies["kaitak"] = session.session_key

    assert client.get(_at("officer:case", submitted.id)).status_code == 302


def test_nobody_signs_up(client: Client) -> None:
    assert client.get(_at("account_signup")).status_code == 403


@pytest.mark.parametrize("name", ["account_email", "account_set_password"])
def test_pages_of_the_sign_in_library_that_are_not_used_are_refused(
    name: str, first: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(first).get(_at(name)).status_code == 403


@pytest.mark.parametrize("address", ["officer:case", "officer:history", "officer:ask", "officer:recommend"])
def test_a_case_that_is_not_there_is_not_found(address: str, first: Actor, signed_in: SignedIn) -> None:
    answer = signed_in(first).get(_at(address, "00000000-0000-4000-8000-000000000000"))

    assert answer.status_code == 404


def test_whoever_signs_in_without_a_second_factor_confirms_the_password_and_sets_one_up(
    first: Actor,
) -> None:
    Authenticator.objects.all().delete()
    client = Client()
    password = {"password": "a long password"}
    asked = client.post(_at("account_login"), {"login": "first@example.org", **password}, follow=True)
    confirmed = client.post(asked.redirect_chain[-1][0], password, follow=True)

    assert "Confirm that it is you" in asked.content.decode()
    assert confirmed.redirect_chain[-1][0] == _at("mfa_activate_totp")
    assert "Or type this secret into the app:" in confirmed.content.decode()
