"""What the engine answers over what was signed and what officers found, kept with a recommendation or decision."""

from datetime import date, datetime
from typing import Any

from kaitak.service.applications.models import Snapshot
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.services import keep_snapshot
from kaitak.service.casework import selectors
from kaitak.service.casework.models import CaseFile, Finding
from kaitak.service.people.actors import Actor


def take(
    case_file: CaseFile, occasion: Snapshot.Occasion, *, by: Actor, at: datetime, day: date | None = None
) -> Snapshot:
    """Return a new snapshot: the engine's answer over the signed answers with the findings in force over them."""
    findings = selectors.findings_of(case_file)
    return keep_snapshot(
        case_file.group_id,
        occasion,
        findings=[as_data(finding) for finding in findings],
        profile=corrected_profile(case_file, findings, at),
        day=day,
        by=by,
        at=at,
    )


def corrected_profile(case_file: CaseFile, findings: list[Finding], at: datetime) -> dict[str, Any]:
    """Return the profile that the answers make with the officers' findings over them. Nothing is saved."""
    reading, found = Reading(case_file.group, at), corrections(findings)
    for part in reading.parts:
        part.answers = {**part.answers, **found.get(str(part.pk), {})}
    return reading.profile


def corrections(findings: list[Finding]) -> dict[str, dict[str, object]]:
    """Return by part what the officers' findings make of its answers: a correction's value, nothing for a rejection."""
    found: dict[str, dict[str, object]] = {}
    for finding in findings:
        if finding.verdict != Finding.Verdict.CONFIRMED:
            found.setdefault(str(finding.part_id), {})[finding.fact] = finding.value
    return found


def as_data(finding: Finding) -> dict[str, object]:
    """Return a finding as it is kept in a snapshot."""
    return {
        "part": str(finding.part_id),
        "fact": finding.fact,
        "verdict": finding.verdict,
        "value": finding.value,
        "reason": finding.reason,
        "page": finding.page,
        "found_by": finding.found_by,
    }
