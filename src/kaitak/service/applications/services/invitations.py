"""Ask somebody else to fill in and sign a part: the company's authorised person, a dependant, a guardian."""

from datetime import date, datetime, timedelta

from django.db import transaction

from kaitak.service.applications.days import end_of_day, hong_kong_day
from kaitak.service.applications.errors import NoCompanyPart, PersonNotPossible
from kaitak.service.applications.locking import Key, check_is_draft, lock_group, lock_part
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policies import check_is_applicant
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.selectors.people import full_name, signing_capacity
from kaitak.service.applications.services.contact import read_address
from kaitak.service.applications.services.drafts import touch
from kaitak.service.applications.written import written_day
from kaitak.service.audit.services import record
from kaitak.service.notices.services import Recipient, tell
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import LinkNotUsable
from kaitak.service.people.models import Party
from kaitak.service.people.services import count_attempt, exchange_link, issue_link, open_party, revoke_links

MOST_LINKS = 10


@transaction.atomic
def invite_company(group_id: Key, *, email: str, language: str, by: Actor, at: datetime) -> Party:
    """Mail the company's authorised person a link to the company's part; an older link stops working."""
    group = lock_group(group_id)
    check_is_applicant(by, group)
    _check_is_under_way(group, at)
    part = group.parts.filter(kind=Part.Kind.COMPANY).first()
    if part is None:
        raise NoCompanyPart
    part.group = group
    return _invite(part, Party.Kind.AUTHORISED_PERSON, "company_invited", email, language, by, at)


@transaction.atomic
def invite_dependant(part_id: Key, *, email: str, language: str, by: Actor, at: datetime) -> Party:
    """Mail a dependant, or the guardian of one who is too young to sign, a link to that part."""
    part = lock_part(part_id)
    check_is_applicant(by, part.group)
    _check_is_under_way(part.group, at)
    if part.kind != Part.Kind.DEPENDANT:
        raise PersonNotPossible
    capacity = signing_capacity(part, at)
    kind = Party.Kind.GUARDIAN if capacity == "guardian" else Party.Kind.DEPENDANT
    return _invite(part, kind, "dependant_invited", email, language, by, at)


@transaction.atomic
def enter_by_link(token: str, *, at: datetime) -> Party:
    """Exchange a link for the party it lets in; raises LinkNotUsable where it has stopped or its draft is gone."""
    party = exchange_link(token, at=at)
    if not Group.objects.filter(pk=party.case).exists():
        raise LinkNotUsable
    return party


def _check_is_under_way(group: Group, at: datetime) -> None:
    """Let a link be sent anew while the fee is awaited, too: the company may be the one that pays."""
    if group.state != Group.State.SENDING:
        check_is_draft(group, at)


def _invite(
    part: Part, kind: Party.Kind, notice: str, email: str, language: str, by: Actor, at: datetime
) -> Party:
    address, group = read_address(email), part.group
    count_attempt("invite", str(part.pk), at=at, most=MOST_LINKS, minutes=60)
    party = _party(part, kind, address, language, by, at)
    token = issue_link(party, until=end_of_day(_last_day_of_links(at)), by=by, at=at)
    part.invited_at = at
    part.save(update_fields=["invited_at"])
    if group.state == Group.State.DRAFT:
        touch(group, at=at)
        group.save(update_fields=["saved_at", "erase_after"])
    record(
        "party.invited", case=group.case, about=str(part.pk), by=by, at=at, details={"party": str(party.pk)}
    )
    principal = group.parts.get(kind=Part.Kind.APPLICANT)
    tell(
        notice,
        to=Recipient(address, language),
        case=group.case,
        about=str(part.pk),
        at=at,
        context={
            "name": full_name(principal),
            "person": full_name(part),
            "token": token,
            "language": language,
            "last_day": written_day(_last_day_of_links(at), language),
        },
    )
    return party


def _last_day_of_links(at: datetime) -> date:
    days: int = current_policy().operator("link_days")
    return hong_kong_day(at) + timedelta(days=days)


def _party(part: Part, kind: Party.Kind, address: str, language: str, by: Actor, at: datetime) -> Party:
    """Return the part's party at this address; the links of parties at other addresses stop."""
    kept = None
    for party in Party.objects.filter(case=part.group.case, about=str(part.pk)).exclude(
        kind=Party.Kind.APPLICANT
    ):
        if party.email == address.lower() and party.kind == kind:
            kept = party
        else:
            revoke_links(party, by=by, at=at)
    return kept or open_party(
        kind,
        case=part.group.case,
        by=by,
        at=at,
        email=address,
        language=language,
        about=str(part.pk),
    )
