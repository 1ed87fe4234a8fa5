"""Keys that make seals: an authority, and the signers it vouches for.

Numbers of certificates are given by the caller, small and rising, because a seal carries the signer's.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kaitak.seal import certificates, signatures
from kaitak.seal.errors import UnusableKey
from kaitak.seal.facts import SPECIMEN_ISSUER

_YEAR = timedelta(days=366)
SIGNS_FOR = 3 * _YEAR
SEALS_LAST = 10 * _YEAR


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: three letters, the same place in two, and two letters for the office that signs."""

    code: str
    country: str
    office: str

    @property
    def signer(self) -> str:
        """Return the four letters that name the signer in a seal's header."""
        return self.country + self.office

    def __post_init__(self) -> None:
        lengths = ((self.code, 3), (self.country, 2), (self.office, 2))
        for letters, length in lengths:
            if len(letters) != length or not (letters.isascii() and letters.isalpha() and letters.isupper()):
                raise UnusableKey(f"{letters!r} should be {length} capital letters.", value=letters)


SPECIMEN = Issuer(code=SPECIMEN_ISSUER, country="UT", office="KT")


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs seals, and the certificate that says so."""

    issuer: Issuer
    private_key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def reference(self) -> str:
        """Return the certificate's number as a seal writes it: hexadecimal, at least two digits."""
        return reference_of(self.certificate)

    def usable_on(self, day: date) -> bool:
        """Return whether the key may sign on ``day``."""
        first, last = certificates.signing_time(self.certificate)
        return first <= day <= last

    def check_may_sign_on(self, day: date) -> None:
        """Raise UnusableKey unless the key may sign on ``day``."""
        if not self.usable_on(day):
            first, last = certificates.signing_time(self.certificate)
            raise UnusableKey(
                f"This key signs from {first} to {last}, not on {day}. Make a new signer.",
                day=day.isoformat(),
            )

    def sign(self, data: bytes) -> bytes:
        """Return the raw signature over ``data``."""
        return signatures.sign(self.private_key, data)

    def private_pem(self, password: bytes | None = None) -> bytes:
        """Return the private key in PKCS 8, encrypted where a password is given."""
        return _private_pem(self.private_key, password)

    @classmethod
    def load(cls, private_pem: bytes, certificate_pem: bytes, *, password: bytes | None = None) -> Self:
        """Return the signer that was kept as two PEM files."""
        key, certificate = _load_pair(private_pem, certificate_pem, password)
        return cls(issuer_of(certificate), key, certificate)


@dataclass(frozen=True, slots=True)
class Authority:
    """The key that vouches for signers; it is needed only when a signer is made."""

    issuer: Issuer
    private_key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def new_signer(self, *, number: int, start: date, signs_for: timedelta = SIGNS_FOR) -> Signer:
        """Return a new signer whose certificate outlives the seals it makes."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = certificates.signer(
            key.public_key(),
            subject=certificates.name(self.issuer.country, self.issuer.office),
            issuer=self.certificate,
            issuer_key=self.private_key,
            code=self.issuer.code,
            serial=number,
            start=start,
            signs_until=start + signs_for,
            end=start + signs_for + SEALS_LAST,
        )
        return Signer(self.issuer, key, certificate)

    def private_pem(self, password: bytes | None = None) -> bytes:
        """Return the private key in PKCS 8, encrypted where a password is given."""
        return _private_pem(self.private_key, password)

    @classmethod
    def load(
        cls, private_pem: bytes, certificate_pem: bytes, *, issuer: Issuer, password: bytes | None = None
    ) -> Self:
        """Return the authority that was kept as two PEM files."""
        key, certificate = _load_pair(private_pem, certificate_pem, password)
        return cls(issuer, key, certificate)


def new_authority(issuer: Issuer, *, number: int, start: date) -> Authority:
    """Return a new authority of an issuer, with a self-signed certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certificates.authority(
        key,
        subject=certificates.name(issuer.country, f"Kaitak CSCA {issuer.code}"),
        code=issuer.code,
        serial=number,
        start=start,
        signs_until=start + 5 * _YEAR,
        end=start + 5 * _YEAR + SIGNS_FOR + SEALS_LAST,
    )
    return Authority(issuer, key, certificate)


def issuer_of(certificate: x509.Certificate) -> Issuer:
    """Return whom a signer's certificate names; raise UnusableKey where it is no signer's."""
    values = {attribute.oid: str(attribute.value) for attribute in certificate.subject}
    return Issuer(
        code=certificates.code_of(certificate),
        country=values.get(NameOID.COUNTRY_NAME, ""),
        office=values.get(NameOID.COMMON_NAME, ""),
    )


def reference_of(certificate: x509.Certificate) -> str:
    """Return a certificate's number in hexadecimal, at least two digits."""
    return f"{certificate.serial_number:02X}"


def pem(certificate: x509.Certificate) -> bytes:
    """Return a certificate as a PEM file holds it."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private_pem(key: ec.EllipticCurvePrivateKey, password: bytes | None) -> bytes:
    hidden: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password is not None:
        hidden = serialization.BestAvailableEncryption(password)
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)


def _load_pair(
    private_pem: bytes, certificate_pem: bytes, password: bytes | None
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    try:
        key = serialization.load_pem_private_key(private_pem, password)
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except (ValueError, TypeError) as error:
        raise UnusableKey(f"The key or its certificate cannot be read: {error}") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise UnusableKey("The certificate is not of this key.")
    return key, certificate
