"""What can be refused here.

ServiceError
└── QuotaError
    ├── IntakeUnknown
    ├── IntakeClosed
    ├── IntakeSuspended
    ├── NoPlaceLeft
    ├── TicketOpen
    ├── KeyUsed
    ├── StillQueued
    ├── HoldEnded
    ├── PlaceSecured
    ├── PlaceNotSecured
    ├── ResumptionTooEarly
    └── CapBelowUse
"""

from django.utils.translation import gettext_lazy as _

from kaitak.service.people.errors import ServiceError


class QuotaError(ServiceError):
    """A refusal of this room."""


class IntakeUnknown(QuotaError):
    code = "intake_unknown"
    message = _("There is no intake %(intake)s with a quota for %(pool)s.")


class IntakeClosed(QuotaError):
    code = "intake_closed"
    message = _("Applications are not accepted on this day. Check the dates of the intake.")


class IntakeSuspended(QuotaError):
    code = "intake_suspended"
    message = _(
        "Applications are suspended for now. Your draft is kept; send it once they are accepted again."
    )


class NoPlaceLeft(QuotaError):
    code = "no_place_left"
    message = _(
        "No place is left. Your draft is kept; places given back are announced before they can be taken."
    )


class TicketOpen(QuotaError):
    code = "ticket_open"
    message = _(
        "This person already has a place or a turn in this intake. Use that one, or withdraw it first."
    )


class KeyUsed(QuotaError):
    code = "key_used"
    message = _("This request was already used for another application. Start again from the application.")


class StillQueued(QuotaError):
    code = "still_queued"
    message = _("The turn is just being decided. Try again in a moment.")


class HoldEnded(QuotaError):
    code = "hold_ended"
    message = _("The time for paying has ended and the place has been given back.")


class PlaceSecured(QuotaError):
    code = "place_secured"
    message = _("The place is secured already; it can only be released.")


class PlaceNotSecured(QuotaError):
    code = "place_not_secured"
    message = _("Only a secured place can be released; this one is not.")


class ResumptionTooEarly(QuotaError):
    code = "resumption_too_early"
    message = _("Announce a moment that is still to come.")


class CapBelowUse(QuotaError):
    code = "cap_below_use"
    message = _("The quota of %(intake)s cannot be lowered to %(cap)s: %(used)s places are in use.")
