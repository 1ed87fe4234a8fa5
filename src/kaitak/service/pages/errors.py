"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old to be taken, and how to send it again."""
    return render(request, "403.html", {"form_expired": True}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this page is not for whoever asks."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest, *, seconds: int | None = None) -> HttpResponse:
    """Say that there were too many tries, and when the next may be made."""
    response = render(
        request, "429.html", {"minutes": None if seconds is None else -(-seconds // 60)}, status=429
    )
    if seconds is not None:
        response["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours and what was saved is kept."""
    return render(request, "500.html", status=500)
