"""The employer's way in: the link that the authorised person got by e-mail."""

from django.urls import re_path

from kaitak.service.portals.employer import views

app_name = "employer"
urlpatterns = [re_path(r"^(?P<token>[\w-]+)/?$", views.enter, name="enter")]
