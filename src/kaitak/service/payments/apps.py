from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "kaitak.service.payments"
    label = "payments"
