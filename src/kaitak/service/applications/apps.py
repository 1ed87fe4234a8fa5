from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "kaitak.service.applications"
    label = "applications"
