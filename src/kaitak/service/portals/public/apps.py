from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "kaitak.service.portals.public"
    label = "portal_public"
