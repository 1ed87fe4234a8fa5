"""The header of a seal: who issued and signed, with which key, when, and what the message means.

Version 4 of Doc 9303 part 13, which writes 3 in its version byte; the reference of the certificate
has a length of its own.
"""

from dataclasses import dataclass
from datetime import date

from kaitak.seal import c40
from kaitak.seal.errors import MalformedSeal, UnsealableFact

MAGIC = 0xDC
VERSION = 0x03
VISA = (0x5D, 0x01)
_FIXED = 8
_SIGNER_AND_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Header:
    """The first bytes of every seal."""

    issuer: str
    signer: str
    reference: str
    issued_on: date
    signed_on: date


def write(header: Header) -> bytes:
    """Return the header of a visa's seal."""
    named = f"{header.signer}{len(header.reference):02X}{header.reference}"
    if len(header.issuer) != 3 or len(header.signer) != 4:
        raise UnsealableFact(
            "An issuer has three letters and a signer four.", fact="issuer", value=header.issuer
        )
    days = write_day(header.issued_on) + write_day(header.signed_on)
    return bytes((MAGIC, VERSION)) + c40.encode(header.issuer) + c40.encode(named) + days + bytes(VISA)


def read(data: bytes) -> tuple[Header, int]:
    """Return the header and where it ends."""
    if len(data) < _FIXED or data[0] != MAGIC:
        raise MalformedSeal("These bytes do not begin like a visible digital seal (0xDC).", length=len(data))
    if data[1] != VERSION:
        raise MalformedSeal(
            f"Version byte {data[1]:#04x} of the seal is not known; {VERSION:#04x} is.", version=data[1]
        )
    named = c40.decode(data[4:_FIXED])
    length = _reference_length(named)
    end = _FIXED + 2 * ((length + 2) // 3)
    if len(data) < end + 8:
        raise MalformedSeal("The seal ends inside its header.", length=len(data))
    if (data[end + 6], data[end + 7]) != VISA:
        raise MalformedSeal("The seal is not of a visa.", definition=data[end + 6], category=data[end + 7])
    header = Header(
        issuer=c40.decode(data[2:4]).rstrip(),
        signer=named[:4],
        reference=c40.decode(data[_FIXED:end]),
        issued_on=read_day(data[end : end + 3]),
        signed_on=read_day(data[end + 3 : end + 6]),
    )
    return header, end + 8


def _reference_length(named: str) -> int:
    try:
        return int(named[4:_SIGNER_AND_LENGTH], 16)
    except ValueError:
        raise MalformedSeal(
            "The length of the certificate's reference is not a number.", value=named
        ) from None


def write_day(day: date) -> bytes:
    """Return a day in three bytes: month, day and year read as one number."""
    return (day.month * 1_000_000 + day.day * 10_000 + day.year).to_bytes(3, "big")


def read_day(data: bytes) -> date:
    """Return the day three bytes stand for."""
    if len(data) != 3:
        raise MalformedSeal("A day is written in three bytes.", length=len(data))
    number = int.from_bytes(data, "big")
    try:
        return date(number % 10_000, number // 1_000_000, number // 10_000 % 100)
    except ValueError:
        raise MalformedSeal(f"{number:08} is not a day.", value=number) from None
