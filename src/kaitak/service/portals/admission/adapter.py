"""How the sign-in library behaves here: officers only, and nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from kaitak.service.people.models import Account


class OfficerAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator at the command line, never on a page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False


def name_shown(account: Account) -> str:
    """Return the name by which an account is greeted on its own pages."""
    return account.name
