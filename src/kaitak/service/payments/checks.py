"""Faults in the provider's settings, found when the service starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def check_provider(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse test payments in production, and Stripe without its keys."""
    if settings.PAYMENT_PROVIDER == "sandbox" and not settings.SANDBOX:
        hint = "Set KAITAK_PAYMENT_PROVIDER=stripe and its keys."
        return [Error("Test payments are not allowed in production.", hint=hint, id="payments.E001")]
    if settings.PAYMENT_PROVIDER == "stripe" and not (
        settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET
    ):
        hint = "Set KAITAK_STRIPE_SECRET_KEY and KAITAK_STRIPE_WEBHOOK_SECRET."
        return [Error("Stripe is chosen without its keys.", hint=hint, id="payments.E002")]
    return []
