"""Sign a part: the person, a parent or guardian, or the company's authorised person."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from kaitak import rules
from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.errors import (
    DeclarationChanged,
    MarkMissing,
    PartNotComplete,
    SignerNotPossible,
    TermsNotGiven,
)
from kaitak.service.applications.locking import Key, check_is_draft, lock_part
from kaitak.service.applications.models import Part, Signature, SignedContent
from kaitak.service.applications.policies import check_may_fill
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.procedures import party_of
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.selectors.completeness import is_group_signed, open_items_of
from kaitak.service.applications.selectors.declarations import declaration_of
from kaitak.service.applications.selectors.people import signing_capacity
from kaitak.service.applications.services.contact import recipient
from kaitak.service.applications.services.drafts import touch
from kaitak.service.applications.services.voiding import void_signatures
from kaitak.service.applications.signed import content_digest, digest_of, is_signed, signed_document
from kaitak.service.applications.types import Mark, Shown
from kaitak.service.audit.services import record
from kaitak.service.notices.services import Recipient, tell
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Party

LONGEST_MARK, LONGEST_NAME, LONGEST_RELATIONSHIP = 400_000, 200, 60
PICTURE = "data:image/png;base64,"


@transaction.atomic
def sign_part(
    part_id: Key,
    *,
    mark: Mark,
    shown: Shown,
    signer_name: str,
    relationship: str = "",
    by: Actor,
    at: datetime,
) -> Signature:
    """Sign what a part says now, over the declaration as shown.

    ``relationship`` is given exactly where a parent or legal guardian signs. Signing what stands signed changes
    nothing. Raises PartNotComplete, TermsNotGiven, DeclarationChanged, MarkMissing, SignerNotPossible.
    """
    part = lock_part(part_id)
    check_may_fill(by, part)
    check_is_draft(part.group, at)
    reading = Reading(part.group, at, part)
    if is_signed(reading, part):
        return Signature.objects.filter(part=part, void=None).latest("pk")
    capacity = _check_can_be_signed(reading, part, relationship)
    declaration = _check_declaration(part, shown, at)
    _check_mark(mark, signer_name, relationship)

    void_signatures(part, reason="signed_anew", by=by, at=at)
    signature = _write(reading, part, capacity, mark, shown, declaration, signer_name, relationship, by, at)
    part.signed_at = at
    part.save(update_fields=["signed_at"])
    touch(part.group, at=at)
    part.group.save(update_fields=["saved_at", "erase_after"])
    record(
        "part.signed",
        case=part.group.case,
        about=str(part.pk),
        by=by,
        at=at,
        details={"signature": signature.pk, "capacity": capacity, "digest": signature.digest},
    )
    if is_group_signed(Reading(part.group, at, part)):
        _tell_all_signed(part, at)
    return signature


def _check_can_be_signed(reading: Reading, part: Part, relationship: str) -> str:
    items = [item for item in open_items_of(reading, part) if item.kind != "signature"]
    if any(item.kind == "terms" for item in items):
        raise TermsNotGiven
    if items:
        raise PartNotComplete(items=items)
    capacity = signing_capacity(part, reading.at)
    if capacity is None or bool(relationship.strip()) != (capacity == "guardian"):
        limit = party_of(part).signs_from_age
        raise SignerNotPossible(age=current_policy().operator(limit) if limit else 0)
    return capacity


def _check_declaration(part: Part, shown: Shown, at: datetime) -> str:
    declared = declaration_of(part, at, shown.language)
    if declared is None or (declared.id, declared.version) != (shown.id, shown.version):
        raise DeclarationChanged
    return declared.text


def _check_mark(mark: Mark, signer_name: str, relationship: str) -> None:
    if not (_is_picture(mark) if mark.kind == "drawn" else _is_typed(mark)):
        raise MarkMissing
    if not _is_writing(signer_name, LONGEST_NAME):
        raise MarkMissing
    if relationship and not _is_writing(relationship, LONGEST_RELATIONSHIP):
        raise MarkMissing


def _is_picture(mark: Mark) -> bool:
    return len(PICTURE) < len(mark.content) <= LONGEST_MARK and mark.content.startswith(PICTURE)


def _is_typed(mark: Mark) -> bool:
    return mark.kind == "typed" and _is_writing(mark.content, LONGEST_NAME)


def _is_writing(typed: str, most: int) -> bool:
    return bool(typed.strip()) and len(typed) <= most and typed.strip().isprintable()


def _write(
    reading: Reading,
    part: Part,
    capacity: str,
    mark: Mark,
    shown: Shown,
    text: str,
    signer_name: str,
    relationship: str,
    by: Actor,
    at: datetime,
) -> Signature:
    signed_for = str(part.application_id or part.pk)
    document = signed_document(
        reading,
        part,
        declaration={**asdict(shown), "text": text},
        policy=current_policy().digest,
        day=hong_kong_day(at).isoformat(),
        mark=asdict(mark),
        signer={
            "party": by.identifier,
            "for": signed_for,
            "name": signer_name.strip(),
            "capacity": capacity,
            "relationship": relationship.strip(),
        },
    )
    signature = Signature.objects.create(
        part=part,
        case=part.group.case,
        part_version=part.version,
        capacity=capacity,
        signed_by=by.identifier,
        signed_for=signed_for,
        mark=mark.kind,
        declaration=shown.id,
        declaration_version=shown.version,
        language=rules.language(shown.language),
        digest=digest_of(document),
        content_digest=content_digest(reading, part),
        at=at,
    )
    _keep(signature, document, mark, signer_name.strip(), relationship.strip())
    return signature


def _keep(signature: Signature, document: str, mark: Mark, signer_name: str, relationship: str) -> None:
    SignedContent.objects.create(
        signature=signature,
        canonical=document,
        mark=mark.content,
        signer_name=signer_name,
        relationship=relationship,
    )


def _tell_all_signed(part: Part, at: datetime) -> None:
    """Tell both sides that nothing but sending and paying is left."""
    group = part.group
    context = {"reference": group.temporary_reference, "language": group.language}
    if group.email:
        tell("all_signed", to=recipient(group), case=group.case, at=at, context=context)
    company = Party.objects.filter(case=group.case, kind=Party.Kind.AUTHORISED_PERSON, links__revoked_at=None)
    for party in company.exclude(links=None).distinct():
        to = Recipient(party.email, party.language)
        tell("all_signed_company", to=to, case=group.case, at=at, context={"language": party.language})
