"""The two certificates behind a seal, in the profile of Doc 9303 parts 12 and 13.

The authority signs the signer; the signer signs seals. The signer's name holds exactly the four
letters that a seal's header holds, and its serial number is the header's reference in hexadecimal.
"""

from datetime import UTC, date, datetime, time

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

_DOCUMENT_TYPES = ObjectIdentifier("2.23.136.1.1.6.2")
_VISA_ONLY = bytes.fromhex("30080201003103130156")  # SEQUENCE { version 0, SET { PrintableString "V" } }
_SIGNING = {
    "content_commitment": False,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "encipher_only": False,
    "decipher_only": False,
}


def midnight(day: date) -> datetime:
    """Return the first moment of a day, in UTC, as certificates count."""
    return datetime.combine(day, time.min, UTC)


def name(country: str, common_name: str) -> x509.Name:
    """Return a subject of a country and a common name, and nothing else."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, country),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def place(code: str) -> x509.GeneralName:
    """Return the three-letter code as the alternative name that part 12 asks of both certificates."""
    return x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.LOCALITY_NAME, code)]))


def code_of(certificate: x509.Certificate) -> str:
    """Return the three-letter code of a certificate's issuer, empty where it has none."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ""
    found = [
        str(attribute.value)
        for directory in names.get_values_for_type(x509.DirectoryName)
        for attribute in directory.get_attributes_for_oid(NameOID.LOCALITY_NAME)
    ]
    return found[0] if found else ""


def authority(
    key: ec.EllipticCurvePrivateKey,
    *,
    subject: x509.Name,
    code: str,
    serial: int,
    start: date,
    signs_until: date,
    end: date,
) -> x509.Certificate:
    """Return the self-signed certificate of an authority."""
    return (
        _begin(subject, subject, key.public_key(), serial, start, end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, **_SIGNING),
            critical=True,
        )
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .add_extension(x509.SubjectAlternativeName([place(code)]), critical=False)
        .add_extension(x509.IssuerAlternativeName([place(code)]), critical=False)
        .add_extension(x509.PrivateKeyUsagePeriod(midnight(start), midnight(signs_until)), critical=False)
        .sign(key, hashes.SHA256())
    )


def signer(
    key: ec.EllipticCurvePublicKey,
    *,
    subject: x509.Name,
    issuer: x509.Certificate,
    issuer_key: ec.EllipticCurvePrivateKey,
    code: str,
    serial: int,
    start: date,
    signs_until: date,
    end: date,
) -> x509.Certificate:
    """Return the certificate of a signer of seals of visas, signed by its authority."""
    return (
        _begin(subject, issuer.subject, key, serial, start, end)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=False, crl_sign=False, **_SIGNING),
            critical=True,
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .add_extension(x509.SubjectAlternativeName([place(code)]), critical=False)
        .add_extension(x509.IssuerAlternativeName([place(code)]), critical=False)
        .add_extension(x509.PrivateKeyUsagePeriod(midnight(start), midnight(signs_until)), critical=False)
        .add_extension(x509.UnrecognizedExtension(_DOCUMENT_TYPES, _VISA_ONLY), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def may_vouch(certificate: x509.Certificate) -> bool:
    """Return whether a certificate is an authority's."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def signing_time(certificate: x509.Certificate) -> tuple[date, date]:
    """Return the first and the last day on which the certificate's key may sign."""
    try:
        period = certificate.extensions.get_extension_for_class(x509.PrivateKeyUsagePeriod).value
    except x509.ExtensionNotFound:
        return certificate.not_valid_before_utc.date(), certificate.not_valid_after_utc.date()
    first = period.not_before or certificate.not_valid_before_utc
    last = period.not_after or certificate.not_valid_after_utc
    return first.date(), last.date()


def _begin(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, serial: int, start: date, end: date
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(serial)
        .not_valid_before(midnight(start))
        .not_valid_after(midnight(end))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )
