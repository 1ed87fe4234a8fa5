from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "kaitak.service.pages"
    label = "pages"
