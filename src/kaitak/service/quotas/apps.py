from django.apps import AppConfig


class QuotasConfig(AppConfig):
    name = "kaitak.service.quotas"
    label = "quotas"
