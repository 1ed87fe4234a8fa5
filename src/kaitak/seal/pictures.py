"""Find the seal in a picture or a PDF.

The libraries that look for codes are not needed to verify one, so they are imported only here, on use
(``pip install kaitak[service]``). Files from strangers belong in a process of limited means; this module
limits pages and pixels, nothing else.
"""

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kaitak.seal.errors import NoSealFound, UnreadablePicture
from kaitak.seal.header import MAGIC

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "GIF")
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_PDF = b"%PDF-"
_MOST_PAGES = 5
_MOST_PIXELS = 40_000_000
_SHARPER = (2.0, 4.0)  # times 72 dots an inch


def is_picture(data: bytes) -> bool:
    """Return whether a file begins as a PDF, PNG, JPEG or GIF does."""
    return data.startswith((_PDF, *_BEGINNINGS))


def seal_in(data: bytes) -> bytes:
    """Return the bytes of the first seal in a PDF, PNG, JPEG or GIF; nothing is verified."""
    try:
        import zxingcpp
    except ImportError as missing:
        raise _not_installed(missing) from missing
    for picture in _pictures(data):
        for code in zxingcpp.read_barcodes(picture):
            if bytes(code.bytes[:1]) == bytes((MAGIC,)):
                return bytes(code.bytes)
    raise NoSealFound(
        "The picture shows no visible digital seal. Take it closer, straight and in good light."
    )


def _pictures(data: bytes) -> Iterator["Image"]:
    try:
        yield from _pages(data) if data.startswith(_PDF) else _image(data)
    except ImportError as missing:
        raise _not_installed(missing) from missing


def _pages(data: bytes) -> Iterator["Image"]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePicture(f"The PDF cannot be opened: {error}") from error
    for scale in _SHARPER:
        for number in range(min(len(document), _MOST_PAGES)):
            width, height = document.get_page_size(number)
            if width * height * scale * scale <= _MOST_PIXELS:
                yield document[number].render(scale=scale).to_pil().convert("L")


def _image(data: bytes) -> Iterator["Image"]:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > _MOST_PIXELS:
            raise UnreadablePicture(
                f"The picture has more than {_MOST_PIXELS:,} points.", points=_MOST_PIXELS
            )
        grey = ImageOps.exif_transpose(picture).convert("L")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadablePicture(f"The picture cannot be opened: {error}") from error
    yield grey
    yield (
        grey.resize((grey.width * 2, grey.height * 2))
        if grey.width * grey.height * 4 <= _MOST_PIXELS
        else grey
    )


def _not_installed(missing: ImportError) -> UnreadablePicture:
    return UnreadablePicture(
        f"Reading codes from pictures needs {missing.name}, which is not installed: pip install 'kaitak[service]'. "
        "The seal itself, in Base64 or hexadecimal, can be verified without."
    )
