from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "kaitak.service.payments"
    label = "payments"

    def ready(self) -> None:
        """Have the provider's settings checked with the others."""
        from kaitak.service.payments import checks  # noqa: F401
