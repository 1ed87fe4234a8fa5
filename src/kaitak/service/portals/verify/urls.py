"""Is an e-Visa genuine: by its code, or by its particulars."""

from django.urls import re_path

from kaitak.service.portals.verify import published

app_name = "verify"
urlpatterns = [
    re_path(r"^keys/?$", published.keys, name="keys"),
    re_path(r"^cancelled/?$", published.cancelled, name="cancelled"),
]
