"""The code that Hong Kong's banking apps scan to pay by FPS: EMVCo's tag-length-value text with its checksum.

Tag 26 names the payee in the FPS (``hk.com.hkicl``); 52 to 60 are category, currency, amount, country, name and
city; 62 carries the bill's number; 63 is CRC-16/CCITT-FALSE over everything before it, its own tag included.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from kaitak.service.payments.money import decimal

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
HONG_KONG_DOLLAR = "344"
LONGEST_BILL_NUMBER = 25


def fps_code(*, fps_id: str, amount_cents: int, bill_number: str, payee: str, expires_at: datetime) -> str:
    """Return the text of the code that pays ``amount_cents`` to the FPS identifier ``fps_id``."""
    account = _field("00", "hk.com.hkicl") + _field("02", fps_id) + _field("05", _moment(expires_at))
    fields = (
        ("00", "01"),
        ("01", "12"),
        ("26", account),
        ("52", "0000"),
        ("53", HONG_KONG_DOLLAR),
        ("54", decimal(amount_cents)),
        ("58", "HK"),
        ("59", payee[:25]),
        ("60", "HK"),
        ("62", _field("01", bill_number[:LONGEST_BILL_NUMBER])),
    )
    text = "".join(_field(tag, value) for tag, value in fields) + "6304"
    return f"{text}{crc16(text.encode()):04X}"


def crc16(data: bytes) -> int:
    """Return CRC-16/CCITT-FALSE: polynomial 1021, start FFFF; its check value over ``123456789`` is 29B1."""
    register = 0xFFFF
    for byte in data:
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1) ^ 0x1021 if register & 0x8000 else register << 1
        register &= 0xFFFF
    return register


def _field(tag: str, value: str) -> str:
    if not 0 < len(value.encode()) <= 99:
        raise ValueError(f"Field {tag} has {len(value)} characters; it takes 1 to 99.")
    return f"{tag}{len(value):02}{value}"


def _moment(at: datetime) -> str:
    return at.astimezone(HONG_KONG).strftime("%Y%m%d%H%M%S")
