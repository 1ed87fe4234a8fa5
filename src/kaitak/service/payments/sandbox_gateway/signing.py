"""How the test gateway signs what it sends: a keyed digest over the moment and the body."""

import hashlib
import hmac
from datetime import datetime

from kaitak.service.payments.errors import BadSignature
from kaitak.service.vault import derive

HEADER = "Sandbox-Signature"
TOLERANCE_SECONDS = 300


def sign(body: bytes, *, at: datetime) -> str:
    """Return the header's value for ``body`` sent at ``at``."""
    moment = int(at.timestamp())
    return f"t={moment},v1={_digest(moment, body)}"


def verify(body: bytes, header: str, *, at: datetime) -> None:
    """Raise BadSignature unless ``body`` was signed by the gateway within the last minutes."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    moment, given = parts.get("t", ""), parts.get("v1", "")
    if (
        not moment.isascii()
        or not moment.isdigit()
        or not hmac.compare_digest(given.encode(), _digest(int(moment), body).encode())
    ):
        raise BadSignature("The signature is not the gateway's.")
    if abs(at.timestamp() - int(moment)) > TOLERANCE_SECONDS:
        raise BadSignature("The notice was signed too long ago.")


def _digest(moment: int, body: bytes) -> str:
    return hmac.new(derive("sandbox-gateway"), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
