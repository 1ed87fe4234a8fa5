"""The pages everybody may read: start, schemes, which way in, places left, help."""

from django.urls import path, re_path

from kaitak.service.portals.public import about, find, helping, quota, schemes, start
from kaitak.service.portals.public.addresses import without_slash
from kaitak.service.portals.public.past import changes, comparing, criterion, feed

app_name = "public"
urlpatterns = [
    path("", start.start, name="start"),
    path("find", find.find, name="find"),
    path("schemes/<slug:code>", schemes.scheme, name="scheme"),
    path("schemes/<slug:code>/criteria/<str:identifier>", criterion.criterion, name="criterion"),
    path("changes", changes.changes_page, name="changes"),
    path("changes/feed.atom", feed.feed, name="feed"),
    path("compare", comparing.comparing, name="compare"),
    path("quota", quota.quota, name="quota"),
    path("quota/places", quota.places, name="places"),
    path("quota/<str:intake>/log.json", quota.log, name="log"),
    path("help", helping.help_page, name="help"),
    path("privacy", about.privacy, name="privacy"),
    path("accessibility", about.accessibility, name="accessibility"),
    re_path(
        r"^(?P<address>schemes/[\w-]+|schemes/[\w-]+/criteria/[\w.]+|find|changes|compare|quota|help|privacy|accessibility)/$",
        without_slash,
    ),
]
