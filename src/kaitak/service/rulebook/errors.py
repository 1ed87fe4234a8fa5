"""What can be refused here.

ServiceError
├── PermissionRefused (people)
└── RulebookError
    ├── NotYourDraft         only whoever wrote a draft changes, proposes or withdraws it
    ├── AmendmentNotOpen     it is not in the state this needs
    ├── AmendmentFaulty      its checks find a fault; carries the faults
    ├── AmendmentIncomplete  title or reason is missing
    ├── DecisionReasonMissing
    ├── OwnAmendment         whoever proposed it does not publish it
    └── RulesMovedOn         the policy is not what was looked at any more
"""

from django.utils.translation import gettext_lazy as _

from kaitak.service.people.errors import ServiceError


class RulebookError(ServiceError):
    """A refusal of this room."""


class NotYourDraft(RulebookError):
    code = "not_your_draft"
    message = _("Another officer wrote this draft. Copy it to make one of your own.")


class AmendmentNotOpen(RulebookError):
    code = "amendment_not_open"
    message = _("This amendment is not open for that any more. Look at where it stands now.")


class AmendmentFaulty(RulebookError):
    code = "amendment_faulty"
    message = _("The checks found %(count)s faults. Mend them first.")


class AmendmentIncomplete(RulebookError):
    code = "amendment_incomplete"
    message = _("Give the amendment a title and a reason. Both are kept with it.")


class DecisionReasonMissing(RulebookError):
    code = "decision_reason_missing"
    message = _("Say why it is not accepted. The officer who proposed it reads it.")


class OwnAmendment(RulebookError):
    code = "own_amendment"
    message = _("You proposed this amendment. Another officer decides it.")


class RulesMovedOn(RulebookError):
    code = "rules_moved_on"
    message = _("The policy has changed since you looked. Look at the effects again before you publish.")
