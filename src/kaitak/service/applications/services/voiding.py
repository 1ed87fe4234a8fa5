"""Void the signatures over a part that has changed."""

from datetime import datetime

from kaitak.service.applications.models import Part, Signature, SignatureVoid
from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor


def void_signatures(part: Part, *, reason: str, by: Actor, at: datetime) -> None:
    """Void what stands signed over ``part``, in the transaction of the change. The caller saves ``signed_at``."""
    standing = Signature.objects.filter(part=part, void=None)
    for signature in standing:
        SignatureVoid.objects.create(signature=signature, reason=reason, voided_by=by.identifier, at=at)
        record(
            "signature.voided",
            case=part.group.case,
            about=str(part.pk),
            by=by,
            at=at,
            details={"signature": signature.pk, "reason": reason},
        )
    part.signed_at = None
