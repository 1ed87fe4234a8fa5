"""The answers that have columns too, found by their place in the profile: what is searched or constrained."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kaitak.rules import Policy
from kaitak.service.applications.models import Group, Part
from kaitak.service.vault import keyed_digest

TEXT_COLUMNS = {
    "applicant.family_name": "surname",
    "applicant.given_names": "given_names",
    "applicant.chinese_name": "chinese_name",
    "applicant.email": "email",
    "employer.email": "email",
}
LONGEST_NAME, LONGEST = 200, {"chinese_name": 60}
BORN, DOCUMENT, ISSUER = "applicant.date_of_birth", "applicant.travel_document_number", "applicant.passport"
CONTACT, LETTERS = "applicant.email", "applicant.letters_language"
TERMS = "offer."
COLUMNS = [*sorted(set(TEXT_COLUMNS.values())), "date_of_birth", "document_digest"]


def by_place(policy: Policy, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers keyed by their place in the profile."""
    return {policy.fact(name).path: value for name, value in answers.items()}


def set_columns(policy: Policy, part: Part) -> None:
    """Repeat a part's answers in its columns."""
    placed = by_place(policy, part.answers)
    for column in set(TEXT_COLUMNS.values()):
        setattr(part, column, "")
    for place, column in TEXT_COLUMNS.items():
        if placed.get(place):
            setattr(part, column, str(placed[place])[: LONGEST.get(column, LONGEST_NAME)])
    part.date_of_birth = date.fromisoformat(placed[BORN]) if placed.get(BORN) else None
    part.document_digest = document_digest(placed)


def document_digest(placed: Mapping[str, Any]) -> str:
    """Return the keyed digest by which two filings of one person are known, or nothing without a number."""
    number = "".join(one for one in str(placed.get(DOCUMENT) or "").upper() if one.isalnum())
    return keyed_digest("travel_document", f"{placed.get(ISSUER) or ''}:{number}") if number else ""


def set_group_columns(policy: Policy, group: Group, part: Part, changed: Sequence[str]) -> None:
    """Carry the principal's pool and travel document to the group, and an address or a language just given."""
    placed = by_place(policy, {name: part.answers[name] for name in changed if name in part.answers})
    group.person_digest = part.document_digest
    group.intake, group.pool = intake_of(policy, group, part.answers)
    if placed.get(CONTACT) and placed[CONTACT].lower() != group.email.lower():
        group.email, group.email_confirmed_at = placed[CONTACT], None
    if placed.get(LETTERS):
        group.language = str(placed[LETTERS]).replace("_", "-").lower()


def intake_of(policy: Policy, group: Group, answers: Mapping[str, Any]) -> tuple[str, str]:
    """Return the quota a procedure counts against and the pool the answers name; both empty without one."""
    quota = policy.quotas.get(policy.procedures[group.procedure].quota)
    if quota is None:
        return "", ""
    return quota.id, str(answers.get(quota.by) or "") if quota.by else ""
