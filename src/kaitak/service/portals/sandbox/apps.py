from django.apps import AppConfig


class SandboxConfig(AppConfig):
    name = "kaitak.service.portals.sandbox"
    label = "portal_sandbox"
