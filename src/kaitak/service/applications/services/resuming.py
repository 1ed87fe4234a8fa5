"""Come back from another device: the reference and a date of birth, then a code mailed to the contact address."""

from datetime import date, datetime

from django.db import transaction

from kaitak.service.applications.errors import GroupNotFound
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.references import FORMS, read_temporary
from kaitak.service.applications.services.contact import send_by_mail
from kaitak.service.audit.services import record
from kaitak.service.people.models import Code, Party
from kaitak.service.people.services import check_code, count_attempt

GUARD = "resume"


def find_for_resume(reference: str, date_of_birth: date, *, at: datetime) -> Group:
    """Return the group that a temporary reference and the principal's date of birth name, and mail it a code.

    Guarded: TooManyAttempts. GroupNotFound says nothing of which of the two was wrong. Where no date of birth has
    been answered yet there is nothing to compare, and the mailed code alone decides.
    """
    count_attempt(GUARD, _plain(reference), at=at)
    group = _group(reference)
    principal = group.parts.get(kind=Part.Kind.APPLICANT)
    if principal.date_of_birth not in {None, date_of_birth} or not group.email:
        raise GroupNotFound
    with transaction.atomic():
        party = applicant_party(group)
        record("draft.resume_asked", case=group.case, by=party.actor, at=at)
        send_by_mail(group, party, Code.Purpose.RESUME, "resume_code", at=at)
    return group


def resume(reference: str, digits: str, *, at: datetime) -> Party:
    """Return the applicant's party for the mailed code; the portal lets it in. Raises CodeNotRight, CodeExpired.

    Whoever types the code reads the mail of that address, so an unchanged address counts as confirmed.
    """
    count_attempt(GUARD, _plain(reference), at=at)
    group = _group(reference)
    party = applicant_party(group)
    address = check_code(party, Code.Purpose.RESUME, digits, at=at)
    with transaction.atomic():
        group = Group.objects.select_for_update().get(pk=group.pk)
        if group.email_confirmed_at is None and address.lower() == group.email.lower():
            group.email_confirmed_at = at
            group.save(update_fields=["email_confirmed_at"])
        record("draft.resumed", case=group.case, by=party.actor, at=at)
    return party


def applicant_party(group: Group) -> Party:
    """Return the party of the principal applicant."""
    return Party.objects.get(case=group.case, kind=Party.Kind.APPLICANT)


def _group(reference: str) -> Group:
    kept = read_temporary(FORMS[current_policy().operator("reference_form")], reference)
    group = Group.objects.filter(temporary_reference=kept).first() if kept else None
    if group is None:
        raise GroupNotFound
    return group


def _plain(reference: str) -> str:
    return "".join(one for one in reference.upper() if one.isalnum())
