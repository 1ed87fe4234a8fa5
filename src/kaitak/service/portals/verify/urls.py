"""Is an e-Visa genuine: by its code, or by its particulars."""

from django.urls import path, re_path

from kaitak.service.portals.verify import published, views

app_name = "verify"
urlpatterns = [
    path("", views.by_code, name="code"),
    re_path(r"^particulars/?$", views.by_particulars, name="particulars"),
    re_path(r"^keys/?$", published.keys, name="keys"),
    re_path(r"^cancelled/?$", published.cancelled, name="cancelled"),
]
