from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kaitak.service.audit"
    label = "audit"
