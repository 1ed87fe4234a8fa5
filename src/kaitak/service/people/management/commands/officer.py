"""Make an account of the office: ``kaitak manage officer``."""

import getpass
import secrets
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from kaitak.service.people.actors import Actor, ActorKind
from kaitak.service.people.models import Account
from kaitak.service.people.second_factor import address_of
from kaitak.service.people.services.accounts import open_account

COMMAND_LINE = Actor(ActorKind.ACCOUNT, "command line")


class Command(BaseCommand):
    """Makes one account and prints what its owner needs to sign in."""

    help = "Make an account for an officer, supervisor or administrator, with a second factor."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who the account is for."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--office", choices=Account.Office.values, default=Account.Office.OFFICER)
        parser.add_argument("--post", default="")
        parser.add_argument(
            "--generate", action="store_true", help="make a password instead of asking for one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check what was given, make the account, print its second factor."""
        email = options["email"].strip().lower()
        self._check(email)
        password = secrets.token_urlsafe(12) if options["generate"] else self._ask()
        account, secret = open_account(
            email,
            name=options["name"],
            office=Account.Office(options["office"]),
            post=options["post"],
            password=password,
            by=COMMAND_LINE,
            at=timezone.now(),
        )
        self.stdout.write(f"account   {account.email} ({account.get_office_display()})")
        if options["generate"]:
            self.stdout.write(f"password  {password}")
        self.stdout.write(f"app       {address_of(account, secret)}")

    def _check(self, email: str) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        if Account.objects.filter(email=email).exists():
            raise CommandError(f"There is an account for {email} already.")

    def _ask(self) -> str:
        password = getpass.getpass("Password (12 characters or more): ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password
