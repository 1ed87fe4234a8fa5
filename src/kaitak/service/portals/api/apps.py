from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for programs."""

    name = "kaitak.service.portals.api"
    label = "api"
