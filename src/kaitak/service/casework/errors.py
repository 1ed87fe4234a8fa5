"""What can be refused here.

ServiceError
├── PermissionRefused (people)
└── CaseworkError
    ├── CaseFileClosed
    ├── NothingAsked
    ├── ReplyDayPassed        the day of reply lies in the past
    ├── ItemNotOpen
    ├── NothingGiven
    ├── ReasonMissing
    ├── FactUnknown
    ├── StillWaiting          a request for documents is not settled
    ├── NothingToDecide
    ├── NotOpenForDecision
    ├── StayMissing
    ├── StayNotPossible
    ├── PrincipalFirst        a dependant is never approved before the principal
    ├── SameOfficer
    └── NotLapsed
"""

from django.utils.translation import gettext_lazy as _

from kaitak.service.people.errors import ServiceError


class CaseworkError(ServiceError):
    """A refusal of this room."""


class CaseFileClosed(CaseworkError):
    code = "case_file_closed"
    message = _("This case is closed. Nothing more can be done in it.")


class NothingAsked(CaseworkError):
    code = "nothing_asked"
    message = _("Name at least one document to ask for.")


class ReplyDayPassed(CaseworkError):
    code = "reply_day_passed"
    message = _("The day of reply must lie in the future.")


class ItemNotOpen(CaseworkError):
    code = "item_not_open"
    message = _("This document is no longer asked for.")


class NothingGiven(CaseworkError):
    code = "nothing_given"
    message = _("Add a file for at least one of the documents before you send them.")


class ReasonMissing(CaseworkError):
    code = "reason_missing"
    message = _("Give the reason. It is kept with the case.")


class FactUnknown(CaseworkError):
    code = "fact_unknown"
    message = _("%(fact)s is not a fact of this person.")


class StillWaiting(CaseworkError):
    code = "still_waiting"
    message = _(
        "Documents that were asked for are not settled yet. Accept them, or say that they are not accepted."
    )


class NothingToDecide(CaseworkError):
    code = "nothing_to_decide"
    message = _("Nothing is recommended in this case. Look at the case again.")


class NotOpenForDecision(CaseworkError):
    code = "not_open_for_decision"
    message = _(
        "Application %(reference)s is not open for this: it has been recommended, decided or has ended."
    )


class StayMissing(CaseworkError):
    code = "stay_missing"
    message = _("The policy does not decide the length of stay here. Choose it and give the reason.")


class StayNotPossible(CaseworkError):
    code = "stay_not_possible"
    message = _("The policy decides %(months)s months for this application.")


class PrincipalFirst(CaseworkError):
    code = "principal_first"
    message = _("A dependant cannot be approved before the principal applicant.")


class SameOfficer(CaseworkError):
    code = "same_officer"
    message = _("You recommended this application. Another officer decides it.")


class NotLapsed(CaseworkError):
    code = "not_lapsed"
    message = _("The day in the letter has not passed. The application cannot lapse yet.")
