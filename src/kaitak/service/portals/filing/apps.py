from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "kaitak.service.portals.filing"
    label = "portal_filing"
