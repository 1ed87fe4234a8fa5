from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kaitak.service.documents"
    label = "documents"
