from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kaitak.service.people"
    label = "people"
