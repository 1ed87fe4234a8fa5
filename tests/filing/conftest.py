"""A browser session that is a party of a filing."""

from collections.abc import Callable

import pytest
from django.test import Client

from kaitak.service.people.models import Party
from tests.applications.conftest import Filing, _made_up_scheme, another, filing

__all__ = ["_made_up_scheme", "another", "filing"]
Browser = Callable[..., Client]


@pytest.fixture
def browser_of(filing: Filing) -> Browser:
    """Return a client whose session is a party of the filing: the applicant, or whoever is named."""

    def make(party: Party | None = None) -> Client:
        client = Client()
        session = client.session
        session["parties"] = {str(filing.id): str((party or filing.party).pk)}
        session.save()
        client.cookies["kaitak"] = session.session_key
        return client

    return make


@pytest.fixture
def applicant(browser_of: Browser) -> Client:
    """The applicant's browser."""
    return browser_of()
