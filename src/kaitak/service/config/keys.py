"""Secrets of an installation: taken from the environment, or made once under ``KAITAK_DATA/keys``."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from kaitak.service.config.environment import Environment


def secret(name: str, given: str, env: Environment) -> str:
    """Return the secret ``given``, else the one kept in the data folder, made now if there is none.

    In production a secret is never made silently: several machines would each make their own.
    """
    if given:
        return given
    if not env.is_sandbox:
        raise ImproperlyConfigured(
            f"Set KAITAK_{name.upper()}: in production it must be given and be the same on every machine."
        )
    return _kept(env.data / "keys" / f"{name}.txt")


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        value = secrets.token_hex(32)
        file.write(value)
    return value
