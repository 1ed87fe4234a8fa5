"""Letters and notices about results, fees and e-Visas, in the applicant's language."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kaitak.service.applications.models import Application, Group
from kaitak.service.casework.letters import name_of, recipient_of
from kaitak.service.casework.models import Decision
from kaitak.service.evisa.models import Evisa, IssuanceFee
from kaitak.service.notices.letters import write_letter
from kaitak.service.notices.models import Letter
from kaitak.service.notices.services import tell
from kaitak.service.notices.typesetting import Letter as Sheet
from kaitak.service.notices.typesetting import to_data, wording
from kaitak.service.notices.typesetting.sheets import Row

HONG_KONG = timezone(timedelta(hours=8))


def end_of(day: date) -> datetime:
    """Return the last moment of a day in Hong Kong."""
    return datetime.combine(day, time.max, HONG_KONG)


def write_approval(
    group: Group, decisions: Sequence[Decision], *, each_cents: int, due_by: date, at: datetime
) -> Letter:
    """Return the result notice of applications approved together."""
    to = recipient_of(group, "applicant")
    principal = group.applications.get(index=0)
    with translation.override(to.language):
        amount = wording.hkd(each_cents // 100 * len(decisions))
        sheet = Sheet(
            heading=_("Result of your application"),
            dated=localdate(at),
            addressee=(name_of(principal.part),),
            reference=principal.reference or "",
            paragraphs=(_("The following applications are approved."),),
            rows=tuple(_row(decision, to.language) for decision in decisions),
            further=(
                _("To have the e-Visas issued, pay the issuance fee of %(amount)s by %(day)s.")
                % {"amount": amount, "day": wording.day(due_by, to.language)},
                _(
                    "Pay online with the reference number and the date of birth; the e-Visas are ready at once."
                ),
            ),
            closing=(_("An e-Visa is needed before travelling. Check its particulars when you collect it."),),
        )
    return write_letter(
        "result_approved",
        case=group.case,
        about=str(group.pk),
        language=to.language,
        dated=localdate(at),
        data=to_data(sheet),
    )


def _row(decision: Decision, language: str) -> Row:
    label = f"{name_of(decision.application.part)}, {decision.application.reference}"
    return Row(label=label, value=wording.months(decision.stay_months or 0, language))


def tell_of_approval(group: Group, fee: IssuanceFee, *, at: datetime) -> None:
    """Send the result notice with the way to pay."""
    to = recipient_of(group, "applicant")
    context = {
        "reference": _reference(group),
        "amount": wording.hkd(fee.each_cents // 100 * fee.evisas.count()),
        "due_by": wording.day(fee.due_by, to.language),
    }
    case, about = group.case, str(fee.pk)
    tell("result_approved", to=to, case=case, about=about, at=at, context=context, letter=fee.letter)


def tell_of_issue(group: Group, fee: IssuanceFee, *, at: datetime) -> None:
    """Say that the e-Visas can be collected."""
    to = recipient_of(group, "applicant")
    context = {"reference": _reference(group)}
    tell("evisa_issued", to=to, case=group.case, about=str(fee.pk), at=at, context=context)


def tell_of_cancellation(evisa: Evisa, *, at: datetime) -> None:
    """Say that an e-Visa no longer permits anything, and why."""
    group = evisa.application.group
    to = recipient_of(group, "applicant")
    context = {"number": evisa.number, "reason": evisa.cancelled_because}
    about = str(evisa.application_id)
    tell("evisa_cancelled", to=to, case=group.case, about=about, at=at, context=context)


def tell_of_lapse(fee: IssuanceFee, *, at: datetime) -> None:
    """Say that the approvals lapsed because the fee did not come."""
    to = recipient_of(fee.group, "applicant")
    context = {"reference": _reference(fee.group)}
    tell("application_lapsed", to=to, case=fee.group.case, about=str(fee.pk), at=at, context=context)


def _reference(group: Group) -> str:
    principal: Application = group.applications.get(index=0)
    return principal.reference or ""
