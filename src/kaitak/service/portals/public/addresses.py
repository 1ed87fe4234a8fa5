"""Addresses as they are published carry no slash at the end; one that does is led to the right one."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaitak.service.portals.admission import admits, anyone


@require_safe
@admits(anyone)
def without_slash(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to the same page without the slash, its query kept."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(request.path.rstrip("/") + (f"?{query}" if query else ""))


def criterion_address(code: str, identifier: str) -> str:
    """Return the address of the page of a scheme's criterion: its words, sources and history."""
    return reverse("public:criterion", args=[code, identifier])
