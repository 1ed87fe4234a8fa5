"""Addresses for programs. No language before them; anybody may ask."""

from django.urls import URLPattern

from kaitak.service.portals.admission import admits, anyone
from kaitak.service.portals.api.interface import api


def _open(pattern: URLPattern) -> URLPattern:
    pattern.callback = admits(anyone)(pattern.callback)
    return pattern


app_name = "api-v1"
urlpatterns = [_open(one) for one in api.urls[0] if isinstance(one, URLPattern)]
