"""Keys of an installation: everything is derived from its master key, or kept beside it.

Nothing here knows a database or a request. ``derive`` gives the key of one purpose, ``keyed_digest`` a digest
that only this installation can compute, and ``signing_key`` the Ed25519 key that signs audit and log heads.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = ["derive", "keyed_digest", "signing_key"]


@lru_cache(maxsize=64)
def derive(purpose: str) -> bytes:
    """Return the 32-byte key of one purpose. Different purposes have unrelated keys."""
    expand = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"kaitak:{purpose}".encode())
    return expand.derive(settings.MASTER_KEY.encode())


def keyed_digest(purpose: str, value: str) -> str:
    """Return a digest of ``value`` as 64 hexadecimal digits; without the master key it tells nothing of the value."""
    return hmac.new(derive(purpose), value.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def signing_key(purpose: str) -> Ed25519PrivateKey:
    """Return the Ed25519 key that signs the heads of one log."""
    return Ed25519PrivateKey.from_private_bytes(derive(f"signing:{purpose}"))
