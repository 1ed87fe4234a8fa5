"""What can be refused here, and what a provider can fail at.

ServiceError
└── PaymentError
    ├── MethodNotOffered
    ├── DemandNotOpen
    │   ├── DemandPaid
    │   └── DemandVoid
    ├── DemandOverdue
    ├── AttemptUnclear
    ├── AttemptRefused
    ├── NothingToRefund
    ├── ReferenceMismatch
    └── ProviderUnreachable

ProviderFault (raised by adapters, turned into the above by the services)
├── Unreachable
├── Refused
└── BadSignature
"""

from django.utils.translation import gettext_lazy as _

from kaitak.service.people.errors import ServiceError


class PaymentError(ServiceError):
    """A refusal of this room."""


class MethodNotOffered(PaymentError):
    code = "method_not_offered"
    message = _("This means of payment is not offered at present. Choose another one.")


class DemandNotOpen(PaymentError):
    """The fee cannot be paid."""


class DemandPaid(DemandNotOpen):
    code = "demand_paid"
    message = _("This fee has already been paid. Do not pay it again.")


class DemandVoid(DemandNotOpen):
    code = "demand_void"
    message = _("This fee is no longer due. Do not pay it; go back to your application.")


class DemandOverdue(PaymentError):
    code = "demand_overdue"
    message = _(
        "The time for paying this fee has passed. Go back to your application, or contact the office that handles "
        "your case."
    )


class AttemptUnclear(PaymentError):
    code = "attempt_unclear"
    message = _(
        "We do not know yet whether your payment %(reference)s went through, and are checking with the payment "
        "service. Do not pay again now: this page will say what happened, usually within a few minutes."
    )


class AttemptRefused(PaymentError):
    code = "attempt_refused"
    message = _(
        "The payment service did not accept this means of payment. Nothing was charged. Choose another one."
    )


class NothingToRefund(PaymentError):
    code = "nothing_to_refund"
    message = _("No money has been received by payment %(reference)s, so there is nothing to give back.")


class ReferenceMismatch(PaymentError):
    code = "reference_mismatch"
    message = _("Payment %(reference)s is known to its provider by another reference.")


class ProviderUnreachable(PaymentError):
    code = "provider_unreachable"
    message = _(
        "The payment service does not answer. Nothing you typed is lost. Wait a minute and try again; your payment "
        "number is %(reference)s."
    )


class ProviderFault(Exception):
    """What an adapter raises."""


class Unreachable(ProviderFault):
    """The provider did not answer, or not in a way that says what happened."""


class Refused(ProviderFault):
    """The provider said no, for good."""


class BadSignature(ProviderFault):
    """A notice was not signed by the provider, or too long ago."""
