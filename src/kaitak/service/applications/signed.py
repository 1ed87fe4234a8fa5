"""What a signature is over, as canonical JSON, and the digests that stand for it."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from kaitak.service.applications.columns import TERMS
from kaitak.service.applications.models import Part, Signature
from kaitak.service.applications.reading import Reading
from kaitak.service.vault import keyed_digest


def canonical(document: Mapping[str, Any]) -> str:
    """Return a document as JSON in one way only: sorted keys, no spaces, no escapes but the necessary."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_of(reading: Reading, part: Part) -> dict[str, Any]:
    """Return what a part says now: the answers that count, its files, and the terms the applicant signs too."""
    content: dict[str, Any] = {"answers": reading.counted(part), "files": reading.files(part)}
    if part.kind == Part.Kind.APPLICANT:
        content["terms"] = terms_of(reading)
    return content


def content_digest(reading: Reading, part: Part) -> str:
    """Return the keyed digest of what a part says now."""
    return keyed_digest("signed_content", canonical(content_of(reading, part)))


def is_signed(reading: Reading, part: Part) -> bool:
    """Tell whether what the part says now stands signed."""
    if part.signed_at is None:
        return False
    signature = Signature.objects.filter(part=part, void=None).order_by("-pk").first()
    return signature is not None and signature.content_digest == content_digest(reading, part)


def terms_of(reading: Reading) -> dict[str, Any]:
    """Return what the company says of the offer: post, pay, period. Nothing where there is no company."""
    if reading.company is None:
        return {}
    counted = reading.counted(reading.company)
    return {name: value for name, value in counted.items() if is_term(reading, name)}


def terms_open(reading: Reading) -> bool:
    """Tell whether the company has yet to say what the applicant signs too."""
    company = reading.company
    return company is not None and any(is_term(reading, fact) for _, fact in reading.missing(company))


def is_term(reading: Reading, fact: str) -> bool:
    """Tell whether a fact is of the offer, which both sides see and sign."""
    return reading.policy.fact(fact).path.startswith(TERMS)


def signed_document(reading: Reading, part: Part, **more: Any) -> str:
    """Return the document a signature is over. Its salt keeps the digest from telling anything once it is erased."""
    return canonical(
        {
            "case": part.group.case,
            "part": {"id": str(part.pk), "kind": part.kind, "index": part.index, "version": part.version},
            "content": content_of(reading, part),
            "salt": secrets.token_hex(16),
            "at": reading.at.isoformat(),
            **more,
        }
    )


def digest_of(document: str) -> str:
    """Return the SHA-256 of a signed document."""
    return hashlib.sha256(document.encode()).hexdigest()
