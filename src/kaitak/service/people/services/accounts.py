"""Accounts of the office: made at the command line, each with a second factor from the first day."""

from datetime import datetime

from django.db import transaction

from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Account
from kaitak.service.people.second_factor import enrol


@transaction.atomic
def open_account(
    email: str, *, name: str, office: Account.Office, password: str, by: Actor, at: datetime, post: str = ""
) -> tuple[Account, str]:
    """Return a new account and the secret of its authenticator app (base 32). The secret is shown once."""
    account = Account.objects.create_user(email, password, name=name, office=office, post=post)
    secret = enrol(account)
    record(
        "account.opened", case="office", about=str(account.pk), by=by, at=at, details={"office": str(office)}
    )
    return account, secret


@transaction.atomic
def close_account(account_id: int, *, by: Actor, at: datetime) -> None:
    """Stop an account from signing in. What it did stays recorded under its number."""
    account = Account.objects.select_for_update().get(pk=account_id)
    account.is_active = False
    account.save(update_fields=["is_active"])
    record("account.closed", case="office", about=str(account.pk), by=by, at=at)
