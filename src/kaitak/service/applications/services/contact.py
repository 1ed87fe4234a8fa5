"""The contact address: given, confirmed by a mailed code, correctable until the group is sent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kaitak.service.applications.columns import CONTACT, set_columns
from kaitak.service.applications.errors import AddressMissing, AddressNotConfirmed, AnswersNotAccepted
from kaitak.service.applications.locking import Key, check_is_draft, lock_group
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policies import check_is_applicant
from kaitak.service.applications.policy import current_policy, policy_of
from kaitak.service.applications.services.drafts import touch
from kaitak.service.applications.services.voiding import void_signatures
from kaitak.service.applications.written import written_day
from kaitak.service.audit.services import record
from kaitak.service.notices.services import Recipient, tell
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Code, Party
from kaitak.service.people.services import check_code, count_attempt, issue_code

CONFIRM = Code.Purpose.CONFIRM_ADDRESS
MOST_CODES = 6


def read_address(typed: str) -> str:
    """Return a typed e-mail address without spaces around it; raises AnswersNotAccepted where it cannot be one."""
    address = typed.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise AnswersNotAccepted from error
    return address


@transaction.atomic
def set_contact(group_id: Key, *, email: str, language: str, by: Actor, at: datetime) -> Group:
    """Set the address all notices go to. A new one is told the temporary reference and a code to confirm it by."""
    group = lock_group(group_id)
    check_is_applicant(by, group)
    check_is_draft(group, at)
    address = read_address(email)

    is_new = address.lower() != group.email.lower() or group.email_confirmed_at is None
    if is_new:
        group.email, group.email_confirmed_at = address, None
        _answer_too(group, address, by, at)
    group.language = language
    touch(group, at=at)
    group.save(update_fields=["email", "email_confirmed_at", "language", "saved_at", "erase_after"])
    record("contact.set", case=group.case, by=by, at=at, details={"changed": is_new})
    if is_new:
        tell(
            "draft_saved",
            to=recipient(group),
            case=group.case,
            at=at,
            context={
                "reference": group.temporary_reference,
                "language": group.language,
                "last_day": written_day(group.erase_after, group.language),
            },
        )
        mail_code(group, _party(by), at=at)
    return group


def _answer_too(group: Group, address: str, by: Actor, at: datetime) -> None:
    """Where the procedure asks the principal for an address, the contact address is the answer."""
    policy = policy_of(group)
    asked = policy.procedures[group.procedure].facts_of(Part.Kind.APPLICANT)
    fact = next((name for name in asked if policy.fact(name).path == CONTACT), None)
    part = group.parts.get(kind=Part.Kind.APPLICANT)
    part.group = group
    if fact is None or part.answers.get(fact) == address:
        return
    part.version += 1
    part.answers[fact], part.changed[fact] = address, part.version
    part.unaccepted.pop(fact, None)
    void_signatures(part, reason="answers_changed", by=by, at=at)
    set_columns(policy, part)
    part.save()


@transaction.atomic
def send_code(group_id: Key, *, by: Actor, at: datetime) -> None:
    """Mail a new code to the contact address; the one before stops working. Raises TooManyAttempts."""
    group = lock_group(group_id)
    check_is_applicant(by, group)
    check_is_draft(group, at)
    if not group.email:
        raise AddressMissing
    record("contact.code_sent", case=group.case, by=by, at=at)
    mail_code(group, _party(by), at=at)


def mail_code(group: Group, party: Party, *, at: datetime) -> None:
    """Write the code for confirming the group's address into the outbox."""
    send_by_mail(group, party, CONFIRM, "address_code", at=at)


def send_by_mail(group: Group, party: Party, purpose: Code.Purpose, notice: str, *, at: datetime) -> None:
    """Mail the group's address a new code, so often and for as long as the operator says. Raises TooManyAttempts."""
    count_attempt("mail_code", group.case, at=at, most=MOST_CODES)
    minutes = current_policy().operator("code_minutes")
    code = issue_code(party, purpose, email=group.email, at=at, minutes=minutes)
    tell(notice, to=recipient(group), case=group.case, at=at, context={"code": code, "minutes": minutes})


def confirm_address(group_id: Key, digits: str, *, by: Actor, at: datetime) -> Group:
    """Confirm the contact address with the code that was mailed to it. Raises CodeNotRight, CodeExpired."""
    group = Group.objects.get(pk=group_id)
    check_is_applicant(by, group)
    confirmed = check_code(_party(by), CONFIRM, digits, at=at)
    with transaction.atomic():
        group = lock_group(group_id)
        if confirmed.lower() != group.email.lower():
            raise AddressNotConfirmed
        group.email_confirmed_at = at
        group.save(update_fields=["email_confirmed_at"])
        record("contact.confirmed", case=group.case, by=by, at=at)
    return group


def recipient(group: Group) -> Recipient:
    """Return whom the group's notices go to."""
    return Recipient(group.email, group.language)


def _party(by: Actor) -> Party:
    return Party.objects.get(pk=by.identifier)
