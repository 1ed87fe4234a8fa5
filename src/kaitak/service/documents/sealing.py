"""Envelope encryption: a key for each case, wrapped by the installation's master key; AES-256-GCM throughout.

A sealed file begins with a mark of this format, then twelve bytes of nonce, then what AES-GCM gives. The name
under which it is stored is authenticated with it, so that one file cannot be put in another's place.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kaitak.service.vault import derive

MARK = b"KTD1"
NONCE = 12
KEY_BITS = 256


class SealBroken(Exception):
    """A stored file was altered, or is not the file it is said to be, or belongs to another key."""


def new_wrapped_key(case: str) -> bytes:
    """Return a new data key for a case, wrapped."""
    return seal(AESGCM.generate_key(KEY_BITS), key=_master(), name=case)


def unwrap(wrapped: bytes, *, case: str) -> bytes:
    """Return a case's data key."""
    return unseal(wrapped, key=_master(), name=case)


def seal(content: bytes, *, key: bytes, name: str) -> bytes:
    """Return ``content`` encrypted and bound to ``name``."""
    nonce = os.urandom(NONCE)
    return MARK + nonce + AESGCM(key).encrypt(nonce, content, name.encode())


def unseal(sealed: bytes, *, key: bytes, name: str) -> bytes:
    """Return what :func:`seal` was given; raise SealBroken."""
    start = len(MARK) + NONCE
    if sealed[: len(MARK)] != MARK:
        raise SealBroken(name)
    try:
        return AESGCM(key).decrypt(sealed[len(MARK) : start], sealed[start:], name.encode())
    except InvalidTag as error:
        raise SealBroken(name) from error


def _master() -> bytes:
    return derive("documents")
