"""The number by which a person and the help desk speak of one payment."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_transaction_reference() -> str:
    """Return a new random number: ``7K3M-Q2WX-9TDA``, without letters and digits that are taken for each other."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
