"""The two lists for whoever verifies without a connection: public keys, and cancelled e-Visas, signed.

They are for machines, so they also answer at addresses without a language.
"""

from django.http import HttpResponse
from django.urls import re_path
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kaitak.service.evisa.verifying import published_cancellations, published_keys
from kaitak.service.portals.admission import ActorRequest, admits, anyone


@require_safe
@cache_control(public=True, max_age=3600)
@admits(anyone)
def keys(request: ActorRequest) -> HttpResponse:
    """Return the public keys that are believed."""
    return _list(published_keys(at=timezone.now()))


@require_safe
@cache_control(public=True, max_age=60)
@admits(anyone)
def cancelled(request: ActorRequest) -> HttpResponse:
    """Return the signed list of cancelled e-Visas."""
    return _list(published_cancellations(at=timezone.now()))


def _list(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


urlpatterns = [
    re_path(r"^keys/?$", keys, name="keys_of_machines"),
    re_path(r"^cancelled/?$", cancelled, name="cancelled_of_machines"),
]
