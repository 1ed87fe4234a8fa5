"""The payment providers this installation may use. Each is imported only where it is set up."""

from functools import lru_cache

from django.conf import settings

from kaitak.service.payments.port import Provider


def active() -> Provider:
    """Return the provider that new payments are made with."""
    return named(settings.PAYMENT_PROVIDER)


def named(name: str) -> Provider:
    """Return a provider by name, the active one or one that earlier payments were made with.

    Raises LookupError for a provider that is not set up.
    """
    if name == "sandbox" and settings.SANDBOX:
        from kaitak.service.payments.providers.sandbox import SandboxProvider

        return SandboxProvider()
    if name == "stripe" and settings.STRIPE_SECRET_KEY:
        return _stripe(
            settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_BASE_ADDRESS
        )
    raise LookupError(f"No payment provider {name!r} is set up.")


@lru_cache(maxsize=4)
def _stripe(secret_key: str, webhook_secret: str, base_address: str) -> Provider:
    from kaitak.service.payments.providers.stripe_checkout import StripeProvider

    return StripeProvider(secret_key, webhook_secret, base_address)
