from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "kaitak.service.rulebook"
    label = "rulebook"
