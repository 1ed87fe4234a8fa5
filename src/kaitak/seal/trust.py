"""The list of public keys a verifier believes: certificates of authorities and of their signers.

It is published as JSON. Whoever has the file can verify seals for ever, without a connection; where
the file came from is for the holder to judge.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization

from kaitak.seal import certificates, signatures
from kaitak.seal.canonical import Value, canonical_json
from kaitak.seal.errors import ForgedList, MalformedList, UnusableKey
from kaitak.seal.facts import Seal
from kaitak.seal.keys import issuer_of, reference_of

FORM = "kaitak-keys/1"
_UNREADABLE = (
    ValueError,
    binascii.Error,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class Trusted:
    """A signer's public key, the days it may sign on, and since when it is withdrawn, if it is.

    A key given bare, without a certificate, has no issuer and may sign as any, on any day.
    """

    public_key: signatures.PublicKey
    issuer: str | None = None
    signer: str | None = None
    reference: str | None = None
    first_day: date = date.min
    last_day: date = date.max
    withdrawn_on: date | None = None
    certificate: x509.Certificate | None = None

    def names(self, issuer: str, signer: str, reference: str) -> bool:
        """Return whether a header that names these three means this key."""
        return self.issuer is None or (self.issuer, self.signer, self.reference) == (
            issuer,
            signer,
            reference,
        )


@dataclass(frozen=True, slots=True)
class TrustList:
    """The signers that are believed."""

    signers: tuple[Trusted, ...]
    authorities: tuple[x509.Certificate, ...] = ()

    def find(self, seal: Seal) -> Trusted | None:
        """Return the key that a seal's header names."""
        return self.named(seal.issuer, seal.signer, seal.reference)

    def named(self, issuer: str, signer: str, reference: str) -> Trusted | None:
        """Return the key of an issuer's signer by its certificate's reference."""
        return next((trusted for trusted in self.signers if trusted.names(issuer, signer, reference)), None)

    def to_json(self) -> bytes:
        """Return the list as it is published."""
        return canonical_json(
            {
                "form": FORM,
                "authorities": [_base64(certificate) for certificate in self.authorities],
                "signers": [_published(trusted) for trusted in self.signers if trusted.certificate],
            }
        )

    @classmethod
    def of(
        cls,
        authorities: Iterable[x509.Certificate],
        signers: Iterable[x509.Certificate],
        withdrawn: Mapping[str, date] | None = None,
    ) -> Self:
        """Return the list of signers that these authorities vouch for; ForgedList if one is not.

        ``withdrawn`` gives, by a certificate's reference, the day from which its key is not believed.
        """
        vouching, gone = tuple(authorities), withdrawn or {}
        return cls(tuple(_trusted(signer, vouching, gone) for signer in signers), vouching)

    @classmethod
    def load(cls, data: bytes) -> Self:
        """Return a published list, or one of bare PEM certificates or public keys."""
        if data.lstrip().startswith(b"-----BEGIN"):
            return cls(_from_pem(data))
        document = _parse(data)
        authorities = [_certificate(text) for text in _texts(document, "authorities")]
        signers = [
            (_certificate(entry["certificate"]), entry.get("withdrawn_on")) for entry in document["signers"]
        ]
        withdrawn = {reference_of(certificate): _day(day) for certificate, day in signers if day is not None}
        return cls.of(authorities, [certificate for certificate, _ in signers], withdrawn)


def _trusted(
    certificate: x509.Certificate, authorities: tuple[x509.Certificate, ...], withdrawn: Mapping[str, date]
) -> Trusted:
    reference = reference_of(certificate)
    if not any(_vouches(authority, certificate) for authority in authorities):
        raise ForgedList(f"No authority of the list vouches for signer {reference}.", reference=reference)
    return _entry(certificate, withdrawn.get(reference))


def _entry(certificate: x509.Certificate, withdrawn_on: date | None) -> Trusted:
    issuer = issuer_of(certificate)
    first, last = certificates.signing_time(certificate)
    return Trusted(
        public_key=_public(certificate.public_key()),
        issuer=issuer.code,
        signer=issuer.signer,
        reference=reference_of(certificate),
        first_day=first,
        last_day=last,
        withdrawn_on=withdrawn_on,
        certificate=certificate,
    )


def _vouches(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return certificates.may_vouch(authority) and certificates.code_of(authority) == certificates.code_of(
        certificate
    )


def _public(key: object) -> signatures.PublicKey:
    signatures.algorithm(key)  # type: ignore[arg-type]  # raises for any other kind of key
    return key  # type: ignore[return-value]


def _from_pem(data: bytes) -> tuple[Trusted, ...]:
    try:
        if b"BEGIN CERTIFICATE" in data:
            return tuple(_entry(found, None) for found in x509.load_pem_x509_certificates(data))
        return (Trusted(_public(serialization.load_pem_public_key(data))),)
    except (ValueError, UnusableKey) as error:
        raise MalformedList(f"The PEM file holds no usable certificate or public key: {error}") from error


def _parse(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data)
    except ValueError as error:
        raise MalformedList(f"The list of keys is not JSON: {error}") from error
    if not isinstance(document, dict) or document.get("form") != FORM:
        raise MalformedList(f"The list of keys does not say that it is of the form {FORM}.")
    entries = document.get("signers")
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and "certificate" in entry for entry in entries
    ):
        raise MalformedList(
            "The list of keys has no list of signers with their certificates.", field="signers"
        )
    return document


def _texts(document: dict[str, Any], field: str) -> list[str]:
    found = document.get(field)
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise MalformedList(f"The list of keys has no list of {field}.", field=field)
    return found


def _certificate(text: object) -> x509.Certificate:
    try:
        certificate = x509.load_der_x509_certificate(base64.b64decode(str(text), validate=True))
        certificate.public_key()
        len(certificate.extensions)
    except _UNREADABLE as error:
        raise MalformedList(
            f"A certificate of the list cannot be read: {error}", field="certificate"
        ) from error
    return certificate


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise MalformedList(f"{text!r} is not a day (YYYY-MM-DD).", field="withdrawn_on") from error


def _published(trusted: Trusted) -> dict[str, Value]:
    key = trusted.public_key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return {
        "issuer": trusted.issuer,
        "signer": trusted.signer,
        "reference": trusted.reference,
        "algorithm": signatures.algorithm(trusted.public_key),
        "signs_from": trusted.first_day.isoformat(),
        "signs_until": trusted.last_day.isoformat(),
        "withdrawn_on": trusted.withdrawn_on.isoformat() if trusted.withdrawn_on else None,
        "certificate": _base64(trusted.certificate) if trusted.certificate else None,
        "public_key": key.decode("ascii"),
    }


def _base64(certificate: x509.Certificate) -> str:
    return base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode("ascii")
