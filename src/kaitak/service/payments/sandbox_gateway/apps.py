from django.apps import AppConfig


class SandboxGatewayConfig(AppConfig):
    name = "kaitak.service.payments.sandbox_gateway"
    label = "sandbox_gateway"
