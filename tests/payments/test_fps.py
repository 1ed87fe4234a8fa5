from datetime import datetime
from io import BytesIO

import pytest
import segno
import zxingcpp
from PIL import Image

from kaitak.service.payments.fps import crc16, fps_code
from kaitak.service.payments.qr import qr_picture


@pytest.fixture
def code(noon: datetime) -> str:
    return fps_code(
        fps_id="0000000",
        amount_cents=60_000,
        bill_number="7K3M-Q2WX-9TDA",
        payee="KAITAK TEST",
        expires_at=noon,
    )


def test_the_checksum_has_its_published_check_value() -> None:
    assert crc16(b"123456789") == 0x29B1


def test_the_code_carries_payee_currency_amount_bill_and_time(code: str) -> None:
    assert fields(code) == {
        "00": "01",
        "01": "12",
        "26": "0012hk.com.hkicl02070000000051420261123120000",
        "52": "0000",
        "53": "344",
        "54": "600.00",
        "58": "HK",
        "59": "KAITAK TEST",
        "60": "HK",
        "62": "01147K3M-Q2WX-9TDA",
        "63": code[-4:],
    }


def test_the_checksum_covers_everything_before_it(code: str) -> None:
    assert code[-4:] == f"{crc16(code[:-4].encode()):04X}"
    assert code[-8:-4] == "6304"


def test_a_scanner_reads_the_code_back(code: str) -> None:
    picture = BytesIO()
    segno.make_qr(code, error="m").save(picture, kind="png", scale=6, border=4)

    read = zxingcpp.read_barcodes(Image.open(picture).convert("L"))

    assert [found.text for found in read] == [code]


def test_the_picture_is_an_address_the_page_may_show(code: str) -> None:
    assert qr_picture(code).startswith("data:image/svg+xml")


def test_a_field_that_does_not_fit_is_refused(noon: datetime) -> None:
    with pytest.raises(ValueError, match="takes 1 to 99"):
        fps_code(fps_id="0" * 100, amount_cents=1, bill_number="1", payee="X", expires_at=noon)


def fields(text: str) -> dict[str, str]:
    """Read tag-length-value text."""
    found, place = {}, 0
    while place < len(text):
        length = int(text[place + 2 : place + 4])
        found[text[place : place + 2]] = text[place + 4 : place + 4 + length]
        place += 4 + length
    return found
