from django.apps import AppConfig


class VerifyConfig(AppConfig):
    name = "kaitak.service.portals.verify"
    label = "portal_verify"
