"""Six-digit codes by e-mail: to confirm an address, or to resume."""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction

from kaitak.service.people.errors import CodeExpired, CodeNotRight
from kaitak.service.people.models import Code, Party
from kaitak.service.vault import keyed_digest

MOST_ATTEMPTS = 5


@transaction.atomic
def issue_code(party: Party, purpose: Code.Purpose, *, email: str, at: datetime, minutes: int = 15) -> str:
    """Return a new code for ``email``, valid for ``minutes``; older ones of the same purpose stop working.

    The caller mails it.
    """
    Code.objects.filter(party=party, purpose=purpose, used_at=None).delete()
    digits = f"{secrets.randbelow(1_000_000):06}"
    Code.objects.create(
        party=party,
        purpose=purpose,
        email=email.strip().lower(),
        digest=_digest(party, digits),
        issued_at=at,
        expires_at=at + timedelta(minutes=minutes),
    )
    return digits


def check_code(party: Party, purpose: Code.Purpose, digits: str, *, at: datetime) -> str:
    """Return the address the code confirms and use the code up. Raises CodeNotRight or CodeExpired.

    A wrong guess is counted even though it is refused: the count is committed before the refusal is raised.
    """
    with transaction.atomic():
        code = Code.objects.select_for_update().filter(party=party, purpose=purpose, used_at=None).first()
        if code is not None:
            right = compare_digest(code.digest, _digest(party, "".join(digits.split())))
            in_time = at < code.expires_at and code.attempts < MOST_ATTEMPTS
            code.attempts += 1
            code.used_at = at if right and in_time else None
            code.save(update_fields=["attempts", "used_at"])
    if code is None or not in_time:
        raise CodeExpired
    if not right:
        raise CodeNotRight
    return code.email


def _digest(party: Party, digits: str) -> str:
    return keyed_digest("code", f"{party.pk}:{digits}")
