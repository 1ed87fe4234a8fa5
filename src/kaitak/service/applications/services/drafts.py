"""Open a draft, and keep it alive."""

from datetime import datetime

from django.db import transaction

from kaitak.service.applications.days import last_day_of_draft
from kaitak.service.applications.models import Application, Group, Part
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.procedures import company_party
from kaitak.service.applications.references import FORMS, draw_temporary
from kaitak.service.audit.services import record
from kaitak.service.people.actors import ANONYMOUS
from kaitak.service.people.models import Party
from kaitak.service.people.services import open_party

COMPANY_INDEX = 99


@transaction.atomic
def open_draft(*, scheme: str, kind: str = "entry", language: str, at: datetime) -> tuple[Group, Party]:
    """Return a new draft for the procedure ``scheme.kind`` and the applicant's party, which the portal lets in."""
    policy = current_policy()
    procedure = policy.procedure(scheme, kind)
    group = Group.objects.create(
        temporary_reference=draw_temporary(FORMS[policy.operator("reference_form")]),
        scheme=scheme,
        procedure=procedure.id,
        language=language,
        opened_at=at,
        saved_at=at,
        erase_after=last_day_of_draft(at, policy.operator("draft_days")),
    )
    principal = Application.objects.create(group=group, index=0, kind=Application.Kind.PRINCIPAL)
    part = Part.objects.create(group=group, application=principal, kind=Part.Kind.APPLICANT, index=0)
    if company_party(procedure):
        Part.objects.create(group=group, kind=Part.Kind.COMPANY, index=COMPANY_INDEX)
    party = open_party(
        Party.Kind.APPLICANT, case=group.case, by=ANONYMOUS, at=at, language=language, about=str(part.pk)
    )
    record("draft.opened", case=group.case, by=party.actor, at=at, details={"procedure": procedure.id})
    return group, party


def touch(group: Group, *, at: datetime) -> None:
    """Count a save: the draft's last day moves. The caller saves the group's other fields with it."""
    group.saved_at = at
    group.erase_after = last_day_of_draft(at, current_policy().operator("draft_days"))
