"""What the test gateway gives to scan: a true FPS code, or the address of its own page for a wallet."""

from django.conf import settings

from kaitak.service.payments.fps import fps_code
from kaitak.service.payments.methods import Method
from kaitak.service.payments.sandbox_gateway.models import SandboxPayment

# Nobody's: real FPS identifiers are not all noughts.
TEST_FPS_ID = "0000000"


def code_of(payment: SandboxPayment) -> str:
    """Return the text of the code to scan."""
    if payment.method != Method.FPS:
        return f"{settings.PUBLIC_URL}/sandbox/pay/{payment.token}"
    return fps_code(
        fps_id=TEST_FPS_ID,
        amount_cents=payment.amount_cents,
        bill_number=payment.transaction_reference,
        payee="KAITAK TEST",
        expires_at=payment.expires_at,
    )
