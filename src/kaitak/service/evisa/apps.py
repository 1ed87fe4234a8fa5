from django.apps import AppConfig


class EvisaConfig(AppConfig):
    name = "kaitak.service.evisa"
    label = "evisa"
