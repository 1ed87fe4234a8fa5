from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kaitak.service.notices"
    label = "notices"
