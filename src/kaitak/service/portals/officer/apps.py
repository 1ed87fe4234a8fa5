from django.apps import AppConfig


class OfficerConfig(AppConfig):
    name = "kaitak.service.portals.officer"
    label = "portal_officer"
