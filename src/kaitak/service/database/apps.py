from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "kaitak.service.database"
    label = "database"
