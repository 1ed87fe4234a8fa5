"""Save a page of a part: what fits is stored, what does not is kept as typed; nothing is dropped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kaitak.service.applications.asking import Checked, check_page, shown_page
from kaitak.service.applications.columns import COLUMNS, TERMS, set_columns, set_group_columns
from kaitak.service.applications.errors import StaleAnswers
from kaitak.service.applications.locking import Key, check_is_draft, lock_part
from kaitak.service.applications.models import Part
from kaitak.service.applications.policies import check_may_fill
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.procedures import dependant_party, procedure_of
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.services.drafts import touch
from kaitak.service.applications.services.family import check_kind
from kaitak.service.applications.services.voiding import void_signatures
from kaitak.service.applications.types import PageSaved
from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor

GROUP_COLUMNS = ["intake", "pool", "person_digest", "email", "email_confirmed_at", "language"]


@transaction.atomic
def save_page(
    part_id: Key, page_id: str, raw: Mapping[str, Any], *, version: int, by: Actor, at: datetime
) -> PageSaved:
    """Store the answers of one page and return the errors of those that do not fit.

    ``version`` is the part's version when the page was shown: where somebody else has since changed one of the same
    answers to another value, nothing is stored and StaleAnswers says what differs. A fact that is missing in ``raw``
    is left as it is; None takes its answer away.
    """
    part = lock_part(part_id)
    check_may_fill(by, part)
    check_is_draft(part.group, at)
    reading = Reading(part.group, at, part)
    checked = check_page(reading, part, shown_page(reading, part, page_id), raw)
    _check_not_stale(part, checked, version)

    _follow_kind(part, checked)
    changed = _store(part, checked)
    if changed:
        void_signatures(part, reason="answers_changed", by=by, at=at)
        _void_what_covers_terms(part, changed, by, at)
    _save(part, changed, at)
    record(
        "answers.saved",
        case=part.group.case,
        about=str(part.pk),
        by=by,
        at=at,
        details={"page": page_id, "changed": changed, "version": part.version},
    )
    return PageSaved(version=part.version, errors=checked.errors)


def _check_not_stale(part: Part, checked: Checked, version: int) -> None:
    conflicts = {
        fact: (part.answers.get(fact), value)
        for fact, value in checked.accepted.items()
        if part.changed.get(fact, 0) > version and part.answers.get(fact) != value
    }
    if conflicts:
        raise StaleAnswers(conflicts=conflicts, version=part.version)


def _follow_kind(part: Part, checked: Checked) -> None:
    """Where the page asks who a dependant is, make the application one of that kind. Raises PersonNotPossible."""
    party = dependant_party(procedure_of(part.group))
    if part.application is None or party is None or part.kind != party.id:
        return
    kind = checked.accepted.get(party.chooser) or part.application.kind
    if kind != part.application.kind:
        check_kind(part.group, party, kind, except_for=part)
        part.application.kind = kind
        part.application.save(update_fields=["kind"])
    if party.chooser in checked.accepted:
        checked.accepted[party.chooser] = kind


def _store(part: Part, checked: Checked) -> list[str]:
    """Put the answers into the part; return the facts that changed."""
    changed = sorted(fact for fact, value in checked.accepted.items() if part.answers.get(fact) != value)
    for fact, value in checked.accepted.items():
        part.unaccepted.pop(fact, None)
        if value is None:
            part.answers.pop(fact, None)
        else:
            part.answers[fact] = value
    part.unaccepted.update(checked.refused)
    if changed:
        part.version += 1
        part.changed.update(dict.fromkeys(changed, part.version))
    return changed


def _save(part: Part, changed: list[str], at: datetime) -> None:
    policy, group = current_policy(), part.group
    set_columns(policy, part)
    part.save(update_fields=["answers", "changed", "unaccepted", "version", "signed_at", *COLUMNS])
    if part.kind == Part.Kind.APPLICANT:
        set_group_columns(policy, group, part, changed)
    touch(group, at=at)
    group.save(update_fields=[*GROUP_COLUMNS, "saved_at", "erase_after"])


def _void_what_covers_terms(part: Part, changed: list[str], by: Actor, at: datetime) -> None:
    """Void the applicant's signature where the company changes the offer: that signature covers it."""
    policy = current_policy()
    if part.kind != Part.Kind.COMPANY or not any(
        policy.fact(name).path.startswith(TERMS) for name in changed
    ):
        return
    for covered in part.group.parts.filter(kind=Part.Kind.APPLICANT, signed_at__isnull=False):
        void_signatures(covered, reason="terms_changed", by=by, at=at)
        covered.save(update_fields=["signed_at"])
