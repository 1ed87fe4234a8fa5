"""How secrets of second factors are kept: encrypted under a key of this installation."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet

from kaitak.service.vault import derive


class EncryptedSecretsAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts what the library would keep in the clear."""

    def encrypt(self, text: str) -> str:
        """Return ``text`` encrypted."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what ``encrypt`` was given."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derive("second-factor")))
