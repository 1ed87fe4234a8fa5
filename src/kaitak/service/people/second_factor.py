"""The second factor of an account: an authenticator app (RFC 6238)."""

from datetime import datetime
from urllib.parse import quote, urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt

from kaitak.service.people.models import Account

PERIOD_SECONDS = 30


def enrol(account: Account) -> str:
    """Give the account an authenticator secret, in place of any it had, and return it (base 32)."""
    Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
    secret: str = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def address_of(account: Account, secret: str) -> str:
    """Return the ``otpauth://`` address that an authenticator app reads."""
    query = urlencode({"secret": secret, "issuer": "Kaitak"})
    return f"otpauth://totp/Kaitak:{quote(account.email)}?{query}"


def code_at(account: Account, at: datetime) -> str:
    """Return the code that the account's app shows at ``at``. Only for demonstration accounts."""
    stored = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
    counter = int(at.timestamp()) // PERIOD_SECONDS
    code: str = format_hotp_value(hotp_value(decrypt(stored.data["secret"]), counter))
    return code
