"""Where a request comes from, for the guards against guessing."""

from django.conf import settings
from django.http import HttpRequest


def source_of(request: HttpRequest) -> str:
    """Return the address of whoever asks.

    In production the service stands behind one proxy, which adds the address it saw at the end of
    ``X-Forwarded-For``; what stands before that was written by whoever asks and is not believed.
    """
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and not settings.SANDBOX:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
