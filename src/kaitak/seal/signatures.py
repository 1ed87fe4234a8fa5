"""Raw signatures: ES256 (ECDSA over P-256 with SHA-256, r and s side by side) and Ed25519."""

from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from kaitak.seal.errors import UnusableKey

Algorithm = Literal["ES256", "Ed25519"]
PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
PublicKey = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey
_HALF = 32


def algorithm(key: PrivateKey | PublicKey) -> Algorithm:
    """Return the name of what a key signs with; raise UnusableKey for any other kind of key."""
    if isinstance(key, ed25519.Ed25519PrivateKey | ed25519.Ed25519PublicKey):
        return "Ed25519"
    if (
        isinstance(key, ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey)
        and key.curve.name == "secp256r1"
    ):
        return "ES256"
    raise UnusableKey("A key must be on the curve P-256, or Ed25519.")


def sign(key: PrivateKey, data: bytes) -> bytes:
    """Return the 64 bytes of a signature over ``data``."""
    algorithm(key)
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(data)
    r, s = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")


def holds(key: PublicKey, signature: bytes, data: bytes) -> bool:
    """Return whether ``signature`` is the key's over ``data``."""
    algorithm(key)
    if len(signature) != 2 * _HALF:
        return False
    try:
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, data)
        else:
            key.verify(_der(signature), data, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _der(signature: bytes) -> bytes:
    return encode_dss_signature(
        int.from_bytes(signature[:_HALF], "big"), int.from_bytes(signature[_HALF:], "big")
    )
