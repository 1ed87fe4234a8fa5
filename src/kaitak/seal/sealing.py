"""Sign an e-Visa's facts into a seal's bytes, and read such bytes back, without believing them yet."""

import base64
import binascii
from collections.abc import Iterable

from kaitak.seal import header, tlv, visa
from kaitak.seal.errors import MalformedSeal
from kaitak.seal.facts import Facts, Seal
from kaitak.seal.keys import Signer
from kaitak.seal.names import split_name

_MOST_BYTES = 1024


def sign(facts: Facts, key: Signer) -> bytes:
    """Return the seal of an e-Visa, signed on its day of issue; UnusableKey if the key may not that day."""
    key.check_may_sign_on(facts.issued_on)
    issuer = key.issuer
    opening = header.Header(issuer.code, issuer.signer, key.reference, facts.issued_on, facts.issued_on)
    signed = header.write(opening) + tlv.write(visa.write(facts, issuer.code))
    return signed + tlv.write([(tlv.SIGNATURE, key.sign(signed))])


def read(data: bytes) -> Seal:
    """Return what a seal says; raise MalformedSeal where it is not one. Nothing is verified."""
    if len(data) > _MOST_BYTES:
        raise MalformedSeal("A seal is never this long.", length=len(data))
    opening, start = header.read(data)
    features, signature, signed = _message(data, tlv.read(data, start))
    message = visa.Message(features, opening.issued_on)
    return _seal(opening, message, signed=signed, signature=signature)


def from_text(text: str) -> bytes:
    """Return the bytes of a seal written as hexadecimal digits or in Base64, of either alphabet."""
    compact = "".join(text.split())
    try:
        return bytes.fromhex(compact)
    except ValueError:
        pass
    standard = compact.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise MalformedSeal("The text is neither hexadecimal nor Base64.", length=len(text)) from None


def _message(data: bytes, found: Iterable[tuple[int, bytes, int]]) -> tuple[dict[int, bytes], bytes, bytes]:
    features: dict[int, bytes] = {}
    for tag, value, place in found:
        if tag == tlv.SIGNATURE:
            if data[place:] != tlv.write([(tag, value)]):
                raise MalformedSeal("Something follows the signature.", place=place)
            return features, value, data[:place]
        if tag in features:
            raise MalformedSeal("A feature stands twice in the seal.", tag=tag)
        features[tag] = value
    raise MalformedSeal("The seal has no signature.", tag=tlv.SIGNATURE)


def _seal(opening: header.Header, message: visa.Message, *, signed: bytes, signature: bytes) -> Seal:
    zone = message.zone
    kind, holder = message.kind_and_holder
    surname, given_names = split_name(zone.name)
    scheme = message.text(visa.SCHEME)
    return Seal(
        issuer=opening.issuer,
        signer=opening.signer,
        reference=opening.reference,
        issued_on=opening.issued_on,
        signed_on=opening.signed_on,
        surname=surname,
        given_names=given_names,
        date_of_birth=message.born(zone.born),
        sex=zone.sex,
        nationality=zone.nationality,
        travel_document=message.text(visa.TRAVEL_DOCUMENT) or zone.number,
        use_by=message.expires(zone.expires),
        entries=message.entries,
        stay=message.stay,
        number=message.text(visa.NUMBER),
        kind=kind,
        holder=holder,
        scheme=scheme.lower() if scheme else None,
        stay_until=message.last_day,
        chinese_name=message.chinese_name,
        name_digest=message.features.get(visa.NAME_DIGEST, b""),
        signed=signed,
        signature=signature,
    )
