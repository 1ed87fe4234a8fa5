"""Who applies together with the principal: added, changed, removed while the group is a draft."""

from datetime import datetime

from django.db import transaction

from kaitak import rules
from kaitak.service.applications.columns import set_columns
from kaitak.service.applications.errors import GroupFull, PersonNotPossible
from kaitak.service.applications.locking import Key, check_is_draft, lock_group, lock_part
from kaitak.service.applications.models import Application, Group, Part, SignedContent
from kaitak.service.applications.policies import check_is_applicant
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.procedures import dependant_party, procedure_of
from kaitak.service.applications.services.drafts import touch
from kaitak.service.applications.services.voiding import void_signatures
from kaitak.service.audit.services import record
from kaitak.service.documents.selectors import uploads_of
from kaitak.service.documents.services import remove_upload
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Party


@transaction.atomic
def add_dependant(group_id: Key, *, kind: str, by: Actor, at: datetime) -> Part:
    """Return the part of one more person who applies with the principal. Raises GroupFull, PersonNotPossible."""
    group = lock_group(group_id)
    check_is_applicant(by, group)
    check_is_draft(group, at)
    party = _party(group)
    taken = set(group.applications.values_list("index", flat=True))
    if len(taken) > party.most:
        raise GroupFull(most=party.most)
    check_kind(group, party, kind)

    index = min(set(range(1, party.most + 1)) - taken)
    application = Application.objects.create(group=group, index=index, kind=kind)
    part = Part.objects.create(
        group=group,
        application=application,
        kind=Part.Kind.DEPENDANT,
        index=index,
        answers={party.chooser: kind},
        changed={party.chooser: 1},
        version=1,
    )
    _saved(group, at)
    record(
        "dependant.added", case=group.case, about=str(application.pk), by=by, at=at, details={"kind": kind}
    )
    return part


@transaction.atomic
def change_dependant(part_id: Key, *, kind: str, by: Actor, at: datetime) -> Part:
    """Make a dependant one of another kind; the other answers stay."""
    part = lock_part(part_id)
    group = part.group
    check_is_applicant(by, group)
    check_is_draft(group, at)
    party = _party(group)
    check_kind(group, party, kind, except_for=part)

    application = _application(part)
    application.kind = kind
    application.save(update_fields=["kind"])
    part.version += 1
    part.answers[party.chooser], part.changed[party.chooser] = kind, part.version
    void_signatures(part, reason="answers_changed", by=by, at=at)
    set_columns(current_policy(), part)
    part.save()
    _saved(group, at)
    record(
        "dependant.changed", case=group.case, about=str(application.pk), by=by, at=at, details={"kind": kind}
    )
    return part


@transaction.atomic
def remove_dependant(part_id: Key, *, by: Actor, at: datetime) -> None:
    """Take a dependant out of the group, with answers, files and links."""
    part = lock_part(part_id)
    group, application = part.group, _application(part)
    check_is_applicant(by, group)
    check_is_draft(group, at)

    void_signatures(part, reason="dependant_removed", by=by, at=at)
    SignedContent.objects.filter(signature__part=part).delete()
    for upload in uploads_of(group.case, part=str(part.pk)):
        remove_upload(upload, by=by, at=at, part_owners={by.identifier})
    Party.objects.filter(case=group.case, about=str(part.pk)).delete()
    about = str(application.pk)
    application.delete()
    _saved(group, at)
    record("dependant.removed", case=group.case, about=about, by=by, at=at)


def _party(group: Group) -> rules.Party:
    party = dependant_party(procedure_of(group))
    if party is None:
        raise PersonNotPossible
    return party


def _application(part: Part) -> Application:
    if part.application is None or part.kind != Part.Kind.DEPENDANT:
        raise PersonNotPossible
    return part.application


def check_kind(group: Group, party: rules.Party, kind: str, *, except_for: Part | None = None) -> None:
    if kind not in party.places:
        raise PersonNotPossible
    others = group.applications.filter(kind=kind)
    if except_for is not None and except_for.application_id is not None:
        others = others.exclude(pk=except_for.application_id)
    if not _may_be_several(party.places[kind]) and others.exists():
        raise PersonNotPossible


def _may_be_several(place: str) -> bool:
    """Tell whether a place in the profile holds a list of people, as the route that reads it says."""
    return any(route.person == place and route.many for route in current_policy().routes.values())


def _saved(group: Group, at: datetime) -> None:
    touch(group, at=at)
    group.save(update_fields=["saved_at", "erase_after"])
