from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from kaitak.service.audit.models import Record
from kaitak.service.people.actors import CLOCK, Role
from kaitak.service.people.models import Account
from kaitak.service.people.second_factor import code_at
from kaitak.service.people.services.accounts import close_account, open_account

pytestmark = pytest.mark.django_db


def test_an_account_starts_with_a_second_factor_kept_encrypted(noon: datetime) -> None:
    account, secret = open_account(
        "a@example.org",
        name="A",
        office=Account.Office.SUPERVISOR,
        password="a long password",
        by=CLOCK,
        at=noon,
    )

    kept = Authenticator.objects.get(user=account).data["secret"]
    assert secret not in kept
    assert len(code_at(account, noon)) == 6
    assert account.actor.roles == {Role.OFFICER, Role.SUPERVISOR}


def test_a_closed_account_is_inactive_and_its_closing_is_recorded(noon: datetime) -> None:
    account, _ = open_account(
        "a@example.org",
        name="A",
        office=Account.Office.OFFICER,
        password="a long password",
        by=CLOCK,
        at=noon,
    )

    close_account(account.pk, by=CLOCK, at=noon)

    account.refresh_from_db()
    assert not account.is_active
    assert list(Record.objects.values_list("event", flat=True)) == ["account.opened", "account.closed"]


def test_the_command_prints_what_its_owner_needs(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("officer", "b@example.org", "B", "--generate")

    printed = capsys.readouterr().out
    assert "otpauth://totp/Kaitak:b%40example.org?secret=" in printed
    assert Account.objects.get().check_password(printed.split("password")[1].split()[0])


@pytest.mark.parametrize(
    ("email", "said"), [("nobody", "not an e-mail address"), ("b@example.org", "already")]
)
def test_the_command_refuses_what_cannot_be(email: str, said: str) -> None:
    call_command("officer", "b@example.org", "B", "--generate")

    with pytest.raises(CommandError, match=said):
        call_command("officer", email, "C", "--generate")
