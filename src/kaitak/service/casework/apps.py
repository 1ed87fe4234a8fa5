from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "kaitak.service.casework"
    label = "casework"
