"""The signed list of cancelled e-Visas, for whoever verifies without a connection.

It names digests, not numbers: who has an e-Visa in hand can look it up, who has the list learns none.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from kaitak.seal import signatures
from kaitak.seal.canonical import Value, canonical_json
from kaitak.seal.errors import ForgedList, MalformedList
from kaitak.seal.facts import plain_number
from kaitak.seal.keys import Signer
from kaitak.seal.trust import TrustList

FORM = "kaitak-cancelled/1"


@dataclass(frozen=True, slots=True)
class CancelledList:
    """Which e-Visas of an issuer were cancelled, and since when, as of a moment."""

    issuer: str
    as_of: datetime
    entries: Mapping[str, date]

    def cancelled_on(self, number: str) -> date | None:
        """Return since when an e-Visa is cancelled, None while it is not."""
        return self.entries.get(number_digest(number))

    def speaks_of(self, issuer: str, issued_on: date) -> bool:
        """Return whether the list is young enough, and of the issuer, to know of an e-Visa."""
        return issuer == self.issuer and issued_on <= self.as_of.date()

    @classmethod
    def load(cls, data: bytes, trust: TrustList) -> Self:
        """Return a published list; raise ForgedList unless a signer of ``trust`` signed it."""
        document = _parse(data)
        signature = _signature(document.pop("signature", None))
        issuer, signer, reference = (document.get(field) for field in ("issuer", "signer", "reference"))
        trusted = trust.named(str(issuer), str(signer), str(reference))
        if trusted is None or trusted.withdrawn_on is not None:
            raise ForgedList(
                f"The list of cancelled e-Visas is signed by {signer} {reference}, who is not believed."
            )
        if not signatures.holds(trusted.public_key, signature, canonical_json(document)):
            raise ForgedList("The list of cancelled e-Visas was altered after it was signed.")
        return cls(str(issuer), _moment(document), _entries(document))


def publish(numbers: Mapping[str, date], *, as_of: datetime, key: Signer) -> bytes:
    """Return the list of cancelled e-Visas, by number, signed, as it is published."""
    if as_of.tzinfo is None:
        raise MalformedList("The moment of a list needs its offset.", field="as_of")
    document: dict[str, Value] = {
        "form": FORM,
        "issuer": key.issuer.code,
        "signer": key.issuer.signer,
        "reference": key.reference,
        "as_of": as_of.isoformat(),
        "entries": {number_digest(number): day.isoformat() for number, day in numbers.items()},
    }
    signature = base64.b64encode(key.sign(canonical_json(document))).decode("ascii")
    return canonical_json({**document, "signature": signature})


def number_digest(number: str) -> str:
    """Return under what a number stands in the list."""
    return hashlib.sha256(b"kaitak-cancelled\x00" + plain_number(number).encode("utf-8")).hexdigest()[:40]


def _parse(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data)
        canonical_json(document)
    except (ValueError, RecursionError) as error:
        raise MalformedList(f"The list of cancelled e-Visas is not JSON: {error}") from error
    if not isinstance(document, dict) or document.get("form") != FORM:
        raise MalformedList(f"The list of cancelled e-Visas does not say that it is of the form {FORM}.")
    return document


def _signature(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except (ValueError, binascii.Error) as error:
        raise MalformedList("The signature of the list is not Base64.", field="signature") from error


def _moment(document: dict[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(str(document.get("as_of")))
    except ValueError as error:
        raise MalformedList("The list does not say of which moment it is.", field="as_of") from error


def _entries(document: dict[str, Any]) -> dict[str, date]:
    entries = document.get("entries")
    if not isinstance(entries, dict):
        raise MalformedList("The list has no entries.", field="entries")
    try:
        return {str(digest): date.fromisoformat(str(day)) for digest, day in entries.items()}
    except ValueError as error:
        raise MalformedList(f"An entry of the list has no day: {error}", field="entries") from error
