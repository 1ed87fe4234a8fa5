"""Draw a code to scan."""

import segno


def qr_picture(text: str) -> str:
    """Return the code as a ``data:`` address for an ``<img>``; our content security policy admits it."""
    code = segno.make_qr(text, error="m")
    return str(code.svg_data_uri(scale=6, border=4, dark="#000", light="#fff"))
