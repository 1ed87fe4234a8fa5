from django.apps import AppConfig


class EmployerConfig(AppConfig):
    name = "kaitak.service.portals.employer"
    label = "portal_employer"
