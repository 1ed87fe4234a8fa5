from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "kaitak.service.portals.clock"
    label = "portal_clock"
