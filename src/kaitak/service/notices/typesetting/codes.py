"""Draw a square code as a picture that can be set, sharp at any size."""

import io

import segno

QUIET_ZONE = 4


def seal_picture(seal: bytes) -> str:
    """Return the QR code of a seal's bytes as SVG, at level M."""
    return _svg(segno.make_qr(seal, error="m", mode="byte", boost_error=True))


def text_picture(text: str) -> str:
    """Return the QR code of a text as SVG, at level M."""
    return _svg(segno.make_qr(text, error="m"))


def _svg(code: segno.QRCode) -> str:
    out = io.BytesIO()
    code.save(out, kind="svg", border=QUIET_ZONE, dark="#000000", light="#ffffff", xmldecl=False, svgns=True)
    return out.getvalue().decode("utf-8")
