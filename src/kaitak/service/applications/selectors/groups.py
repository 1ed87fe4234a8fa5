"""What somebody may see of a group."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kaitak.service.applications.columns import intake_of
from kaitak.service.applications.errors import GroupNotFound
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policies import OFFICE, is_applicant, is_of_case, may_fill, part_of
from kaitak.service.applications.procedures import procedure_of
from kaitak.service.applications.purposes import held_ticket
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.selectors.completeness import is_filled, open_items, open_items_of
from kaitak.service.applications.selectors.people import full_name
from kaitak.service.applications.signed import is_signed, is_term
from kaitak.service.applications.types import GroupView, OpenItem, PartView
from kaitak.service.people.actors import Actor


def get_group_for(actor: Actor, group_id: UUID | str) -> Group:
    """Return a group the actor takes part in, or that an officer looks at; raises GroupNotFound."""
    group = Group.objects.filter(pk=group_id).first()
    if group is None or not (is_of_case(actor, group) or actor.is_any(*OFFICE)):
        raise GroupNotFound
    return group


def get_part_for(actor: Actor, part_id: UUID | str) -> Part:
    """Return a part the actor may fill in and sign; raises GroupNotFound."""
    part = Part.objects.select_related("group", "application").filter(pk=part_id).first()
    if part is None or not may_fill(actor, part):
        raise GroupNotFound
    return part


def my_part(actor: Actor, group: Group) -> Part | None:
    """Return the part a party came for: the principal's for the applicant, else its own."""
    about = part_of(actor)
    return group.parts.filter(pk=about).first() if about and is_of_case(actor, group) else None


def view_for(actor: Actor, group: Group, at: datetime) -> GroupView:
    """Return exactly what the actor may see of a group.

    The applicant sees the family's parts whole and of the company's the offer and its documents. The company sees its
    own part, of the principal the name and what the quota counts by, of anybody else only which parts are open.
    A dependant sees its own part. An officer sees all.
    """
    reading, looker = Reading(group, at), _Looker(actor, group)
    items = open_items(reading) if group.state == Group.State.DRAFT else []
    return GroupView(
        case=group.case,
        scheme=group.scheme,
        procedure=group.procedure,
        state=group.state,
        temporary_reference=group.temporary_reference if looker.leads else "",
        email=group.email if looker.leads else "",
        is_address_confirmed=group.email_confirmed_at is not None,
        pool=group.pool,
        erase_after=group.erase_after,
        submitted_at=group.submitted_at,
        parts=tuple(looker.part_view(reading, part) for part in reading.parts),
        open_items=tuple(item for item in items if looker.may_know(item)),
        may_send=group.state == Group.State.DRAFT and looker.is_applicant and not items,
        may_pay=looker.is_party and _is_payable(group, at),
    )


def _is_payable(group: Group, at: datetime) -> bool:
    if group.state != Group.State.SENDING or group.paid_attempt:
        return False
    return not group.intake or held_ticket(group, at) is not None


class _Looker:
    """Somebody who looks at one group."""

    def __init__(self, actor: Actor, group: Group) -> None:
        self.actor, self.group = actor, group
        self.is_office = actor.is_any(*OFFICE)
        self.is_party = is_of_case(actor, group)
        self.is_applicant = is_applicant(actor, group)
        self.leads = self.is_applicant or self.is_office
        self.mine = part_of(actor) if self.is_party else ""

    def may_know(self, item: OpenItem) -> bool:
        """Tell whether an open item may be named: others are told only whose signature is open."""
        return self.leads or item.part == self.mine or item.kind == "signature"

    def sees_whole(self, part: Part) -> bool:
        """Tell whether everything of a part is seen: answers and files."""
        if self.is_office:
            return True
        if self.is_applicant:
            return part.kind != Part.Kind.COMPANY
        return self.is_party and str(part.pk) == self.mine

    def shared_slots(self, part: Part) -> tuple[str, ...]:
        """Return the slots of somebody else's part whose files are seen: the applicant sees the contract."""
        documents = procedure_of(self.group).documents if self.is_applicant else ()
        return tuple(rule.id for rule in documents if rule.party == part.kind and "applicant" in rule.seen_by)

    def part_view(self, reading: Reading, part: Part) -> PartView:
        """Return what is seen of one part."""
        whole, items = self.sees_whole(part), open_items_of(reading, part)
        may_edit = self.group.state == Group.State.DRAFT and self.is_party and may_fill(self.actor, part)
        knows_who = whole or self.is_applicant or (self.is_party and part.kind == Part.Kind.APPLICANT)
        return PartView(
            id=str(part.pk),
            kind=part.kind,
            index=part.index,
            person_kind=part.application.kind if part.application and knows_who else "",
            name=full_name(part) if knows_who else "",
            is_complete=is_filled(items),
            is_signed=is_signed(reading, part),
            answers=reading.counted(part) if whole else self._seen_across(reading, part),
            slots=None if whole else self.shared_slots(part),
            may_see_all=whole,
            may_edit=may_edit,
            may_sign=may_edit and all(item.kind == "signature" for item in items),
            version=part.version,
        )

    def _seen_across(self, reading: Reading, part: Part) -> dict[str, Any]:
        """Return the answers of somebody else's part that are shown."""
        if self.is_applicant:
            return {name: value for name, value in reading.counted(part).items() if is_term(reading, name)}
        is_company = reading.company is not None and str(reading.company.pk) == self.mine
        if is_company and part.kind == Part.Kind.APPLICANT:
            return self._trade(reading, part)
        return {}

    def _trade(self, reading: Reading, part: Part) -> dict[str, Any]:
        """Return the answer by which the quota's pools are told apart: the trade."""
        quota = reading.policy.quotas.get(reading.procedure.quota)
        _, pool = intake_of(reading.policy, self.group, part.answers)
        return {quota.by: pool} if quota is not None and pool else {}


def may_see_file(actor: Actor, part: Part, slot: str) -> bool:
    """Tell whether the actor sees the files of a slot of a part."""
    looker = _Looker(actor, part.group)
    return looker.sees_whole(part) or slot in looker.shared_slots(part)


def places_to_settle() -> list[Group]:
    """Return the groups that ended with a place about which a supervisor has to decide."""
    return list(Group.objects.exclude(place_ending="").filter(place_settled_at=None).order_by("closed_at"))
