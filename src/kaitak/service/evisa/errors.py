"""What can be refused here.

ServiceError
├── PermissionRefused (people)
└── EvisaError
    ├── FeeNotDecided       the sources do not decide the issuance fee
    ├── FeeNotDue           nothing to pay, or it is paid
    ├── FeeOverdue          the day in the notice has passed
    ├── NotIssued
    ├── ReasonMissing
    └── ParticularsNotFound
"""

from django.utils.translation import gettext_lazy as _

from kaitak.service.people.errors import ServiceError


class EvisaError(ServiceError):
    """A refusal of this room."""


class FeeNotDecided(EvisaError):
    code = "fee_not_decided"
    message = _("The published rules do not decide the issuance fee of this application: %(what)s.")


class FeeNotDue(EvisaError):
    code = "fee_not_due"
    message = _("There is no fee to pay for this e-Visa.")


class FeeOverdue(EvisaError):
    code = "fee_overdue"
    message = _(
        "The last day for paying this fee was %(day)s. Write to the section named in your result notice."
    )


class NotIssued(EvisaError):
    code = "not_issued"
    message = _("This e-Visa is not in force.")


class ReasonMissing(EvisaError):
    code = "reason_missing"
    message = _("Give the reason. It is kept with the e-Visa.")


class ParticularsNotFound(EvisaError):
    code = "particulars_not_found"
    message = _(
        "No e-Visa has these particulars. Check the number, the travel document and the date of birth."
    )
