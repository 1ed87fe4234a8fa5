"""What can be refused here.

ServiceError
├── PermissionRefused (people)
└── ApplicationError
    ├── GroupNotFound            a reference and date of birth that match nothing
    ├── NotADraft                sent or submitted: nothing may change
    ├── NotSubmitted             only a submitted application can do this
    ├── AlreadyDecided
    ├── DraftExpired
    ├── StaleAnswers             somebody else saved first; carries what differs
    ├── PageNotShown
    ├── GroupFull
    ├── PersonNotPossible        a second spouse, an unknown kind
    ├── AddressMissing
    ├── AddressNotConfirmed
    ├── AnswersNotAccepted       the company is asked for an address that cannot be one, and the like
    ├── NoCompanyPart
    ├── PartNotComplete          carries what is open
    ├── TermsNotGiven            the company has not yet said what the applicant would sign
    ├── DeclarationChanged       the text shown is not the one in force
    ├── MarkMissing
    ├── SignerNotPossible        too young to sign, or a guardian for somebody of age
    ├── GroupNotComplete         carries what is open
    ├── RouteClosed              the scheme takes no applications on the day
    ├── NotAccepted              a criterion's source says that such an application is not accepted
    ├── FailsNotConfirmed        carries the criteria that are not met
    ├── FeeNotPossible           nothing to pay now, or the hold has ended
    └── FeeUndetermined

Why no ticket can be taken (full, suspended, another one open) the errors of the quota room say.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kaitak.service.people.errors import ServiceError


class ApplicationError(ServiceError):
    """A refusal of this room."""


class GroupNotFound(ApplicationError):
    code = "group_not_found"
    message = _("We cannot find an application with that reference and date of birth. Check both.")


class NotADraft(ApplicationError):
    code = "not_a_draft"
    message = _("This application has been sent. It cannot be changed any more.")


class NotSubmitted(ApplicationError):
    code = "not_submitted"
    message = _("This application has not been submitted.")


class AlreadyDecided(ApplicationError):
    code = "already_decided"
    message = _("Application %(reference)s has already been decided or has ended. You cannot withdraw it.")


class DraftExpired(ApplicationError):
    code = "draft_expired"
    message = _("This draft has passed its last day. Start a new application.")


class StaleAnswers(ApplicationError):
    """Somebody else saved first. ``conflicts``: fact → (stored now, sent now); ``version`` is the newest."""

    code = "stale_answers"
    message = _("Somebody else changed this page after you opened it. Compare both answers and save again.")

    def __init__(self, *, conflicts: Mapping[str, tuple[Any, Any]], version: int) -> None:
        super().__init__(facts=sorted(conflicts), version=version)
        self.conflicts = dict(conflicts)
        self.version = version


class PageNotShown(ApplicationError):
    code = "page_not_shown"
    message = _("This page is not asked with the present answers.")


class GroupFull(ApplicationError):
    code = "group_full"
    message = _("No more than %(most)s dependants can apply together with you.")


class PersonNotPossible(ApplicationError):
    code = "person_not_possible"
    message = _("This person cannot be added: only one person of this kind can accompany you.")


class AddressMissing(ApplicationError):
    code = "address_missing"
    message = _("Give an e-mail address first.")


class AddressNotConfirmed(ApplicationError):
    code = "address_not_confirmed"
    message = _("Confirm your e-mail address with the code we sent.")


class AnswersNotAccepted(ApplicationError):
    code = "answers_not_accepted"
    message = _("This is not an e-mail address. Check it; it looks like name@example.com.")


class NoCompanyPart(ApplicationError):
    code = "no_company_part"
    message = _("This application has no part for a company.")


class WithOpenItems(ApplicationError):
    """A refusal because something is still open; ``items`` says what and whose move it is."""

    def __init__(self, *, items: Sequence[Any]) -> None:
        super().__init__(count=len(items))
        self.items = list(items)


class PartNotComplete(WithOpenItems):
    code = "part_not_complete"
    message = _("This part is not complete yet. Still open: %(count)s.")


class TermsNotGiven(ApplicationError):
    code = "terms_not_given"
    message = _(
        "The company has not filled in the post, pay and period yet. You sign them too, so wait for it."
    )


class DeclarationChanged(ApplicationError):
    code = "declaration_changed"
    message = _("The declaration has changed since you opened the page. Read it again, then sign.")


class MarkMissing(ApplicationError):
    code = "mark_missing"
    message = _("Draw your signature, or type your name, and give the name of the person who signs.")


class SignerNotPossible(ApplicationError):
    code = "signer_not_possible"
    message = _(
        "A person under %(age)s is signed for by a parent or legal guardian; "
        "from that age the person signs without one."
    )


class GroupNotComplete(WithOpenItems):
    code = "group_not_complete"
    message = _("The application cannot be sent yet. Still open: %(count)s.")


class RouteClosed(ApplicationError):
    code = "route_closed"
    message = _("This scheme does not take applications today.")


class WithCriteria(ApplicationError):
    """A refusal because of criteria; ``criteria`` are those of the assessment document."""

    def __init__(self, *, criteria: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(count=len(criteria))
        self.criteria = list(criteria)


class NotAccepted(WithCriteria):
    code = "not_accepted"
    message = _("The scheme does not accept this application: see what is not met.")


class FailsNotConfirmed(WithCriteria):
    code = "fails_not_confirmed"
    message = _(
        "By the published rules this application fails, and the fee is not returned. "
        "Confirm that you know this, or change your answers."
    )


class FeeNotPossible(ApplicationError):
    code = "fee_not_possible"
    message = _("The fee cannot be paid now: the place is not held for you any more, or it is already paid.")


class FeeUndetermined(ApplicationError):
    code = "fee_undetermined"
    message = _("The application fee of this day is not known. Try again later.")
