"""Where mail goes: an SMTP server, or a folder that the sandbox's mail reader shows."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from kaitak.service.config.environment import Environment


def mail_settings(env: Environment) -> dict[str, Any]:
    """Return Django's mail settings for ``KAITAK_EMAIL_URL`` (``smtp://user:password@host:587``, ``smtps://``)."""
    if not env.email_url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": env.data.resolve() / "mail",
            "DEFAULT_FROM_EMAIL": env.email_from,
        }
    parts = urlsplit(env.email_url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("KAITAK_EMAIL_URL must be smtp://user:password@host:port or smtps://…")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": env.email_from,
    }
