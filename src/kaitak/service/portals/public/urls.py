"""The pages everybody may read: start, schemes, which way in, places left, help."""

from django.urls import path, re_path

from kaitak.service.portals.public import find, schemes, start
from kaitak.service.portals.public.addresses import without_slash

app_name = "public"
urlpatterns = [
    path("", start.start, name="start"),
    path("schemes/<slug:code>", schemes.scheme, name="scheme"),
    path("find", find.find, name="find"),
    re_path(r"^(?P<address>schemes/[\w-]+|find)/$", without_slash),
]
