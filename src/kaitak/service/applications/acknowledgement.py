"""The acknowledgement of a submission as a letter: who, what, when, the fee, and what happens next."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from kaitak import rules
from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.fees import kept_attempt
from kaitak.service.applications.models import Application, Group, Part
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.selectors.people import full_name
from kaitak.service.notices.letters import write_letter
from kaitak.service.notices.models import Letter
from kaitak.service.notices.typesetting import Acknowledgement, Person, to_data
from kaitak.service.quotas.models import Ticket

KIND, WITH_REFERENCES = "acknowledgement", "acknowledgement_with_references"
CENTS = 100


def write_acknowledgement(
    group: Group, *, kind: str = KIND, ticket: int | None = None, at: datetime
) -> Letter:
    """Write the acknowledgement into the case; its PDF can be had again at any time."""
    with translation.override(group.language):
        sheet = _sheet(group, ticket, at)
    return write_letter(
        kind,
        case=group.case,
        about=group.case,
        language=group.language,
        dated=sheet.dated,
        data=to_data(sheet),
    )


def acknowledgement_of(group: Group) -> Letter | None:
    """Return the newest acknowledgement of a group; once references are given they stand on it."""
    letters = {
        letter.kind: letter for letter in Letter.objects.filter(case=group.case, kind__startswith=KIND)
    }
    return letters.get(WITH_REFERENCES) or letters.get(KIND)


def ticket_number(group: Group) -> int | None:
    """Return the number of the ticket whose place the group has."""
    return (
        Ticket.objects.filter(case=group.case, secured_at__isnull=False)
        .values_list("number", flat=True)
        .first()
    )


def _sheet(group: Group, ticket: int | None, at: datetime) -> Acknowledgement:
    policy, attempt = policy_of(group), kept_attempt(group)
    lang = rules.language(group.language)
    company = group.parts.filter(kind=Part.Kind.COMPANY).first()
    return Acknowledgement(
        dated=hong_kong_day(at),
        scheme=policy.schemes[group.scheme].title.in_language(lang),
        temporary_reference=group.temporary_reference,
        submitted_at=group.submitted_at or at,
        people=tuple(_person(one) for one in group.applications.select_related("part")),
        ticket=str(ticket or ""),
        employer=full_name(company) if company else "",
        fee_hkd=attempt.amount_cents // CENTS if attempt else None,
        paid_by=str(attempt.get_method_display()) if attempt else "",
        transaction=attempt.transaction_reference if attempt else "",
        next_steps=(
            _("We open a file for each person and send you the application reference numbers by e-mail."),
            _("An officer looks through the documents. If anything is missing we write to you."),
            _(
                "The result comes by e-mail. If the application is approved, the notice says how to pay and collect."
            ),
        ),
    )


def _person(application: Application) -> Person:
    part = application.part
    return Person(
        name=full_name(part),
        part=str(kind_word(application.kind)),
        chinese_name=part.chinese_name,
        reference=application.reference or "",
    )


def kind_word(kind: str) -> str:
    """Return the word for a person's place in the group, in the language in force."""
    return str(Application.Kind(kind).label) if kind in Application.Kind.values else kind
