"""What an officer found about a fact: it stands beside what was signed and never replaces it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kaitak.service.applications.models import Part
from kaitak.service.audit.services import record
from kaitak.service.casework import policies
from kaitak.service.casework.errors import FactUnknown, ReasonMissing
from kaitak.service.casework.locking import lock_case_file
from kaitak.service.casework.models import Finding
from kaitak.service.people.actors import Actor

Answer = str | int | bool | list[object] | dict[str, object] | None


@transaction.atomic
def record_finding(
    case: UUID | str,
    part_id: UUID | str,
    fact: str,
    verdict: Finding.Verdict,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    page: str = "",
    value: Answer = None,
) -> Finding:
    """Record that a fact was confirmed, corrected or not accepted; an earlier finding of it is kept and superseded.

    ``value`` is what is right, for a correction; ``page`` names the document and page it was read on.
    Raises FactUnknown or ReasonMissing.
    """
    case_file = lock_case_file(case)
    policies.check_is_officer(by)
    part = Part.objects.get(pk=part_id, group_id=case)
    if fact not in part.answers:
        raise FactUnknown(fact=fact)
    if verdict != Finding.Verdict.CONFIRMED and not reason.strip():
        raise ReasonMissing

    Finding.objects.filter(part=part, fact=fact, superseded_at=None).update(superseded_at=at)
    finding = Finding.objects.create(
        case_file=case_file,
        part=part,
        fact=fact,
        verdict=verdict,
        value=value if verdict == Finding.Verdict.CORRECTED else None,
        reason=reason.strip(),
        page=page.strip(),
        found_by=by.identifier,
        at=at,
    )
    details = {"fact": fact, "verdict": str(verdict)}
    record("finding.recorded", case=str(case), about=str(part.pk), by=by, at=at, details=details)
    return finding
