import pytest

from kaitak.service.payments import providers
from kaitak.service.payments.checks import check_provider


def found() -> list[str]:
    return [message.id for message in check_provider(None)]


def test_test_payments_are_not_found_in_production(settings: object) -> None:
    settings.SANDBOX = False

    assert found() == ["payments.E001"]
    with pytest.raises(LookupError, match="sandbox"):
        providers.active()


def test_stripe_needs_both_its_keys(settings: object) -> None:
    settings.PAYMENT_PROVIDER, settings.STRIPE_SECRET_KEY = "stripe", "sk_test"
    assert found() == ["payments.E002"]

    settings.STRIPE_WEBHOOK_SECRET = "whsec"
    assert found() == []
    assert providers.active().name == "stripe"


def test_after_a_change_of_provider_earlier_payments_still_have_theirs(settings: object) -> None:
    settings.PAYMENT_PROVIDER, settings.STRIPE_SECRET_KEY = "stripe", "sk_test"

    assert providers.named("sandbox").name == "sandbox"
