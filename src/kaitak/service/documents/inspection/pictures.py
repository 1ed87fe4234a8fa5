"""Pictures: every frame is decoded within bounds, and pictures of our own are made from the pixels alone."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps

from kaitak.service.documents.inspection.order import Order
from kaitak.service.documents.inspection.refused import Refused
from kaitak.service.documents.inspection.wire import Answer

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/tiff": "TIFF"}
TIFF_COMPRESSION = 259
TIFF_NAMES = {
    1: "none",
    2: "CCITT RLE",
    3: "CCITT G3",
    4: "CCITT G4",
    5: "LZW",
    6: "JPEG",
    7: "JPEG",
    8: "Deflate",
    32773: "PackBits",
    32946: "Deflate",
    34712: "JPEG 2000",
    34925: "LZMA",
    50000: "Zstandard",
    50001: "WebP",
}
TIFF_TAKEN = {"none", "LZW", "JPEG", "CCITT G4"}
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)
QUALITY = 82
WHITE = (255, 255, 255)

# The size of every frame is compared with the order's own limits before a pixel of it is decoded.
Image.MAX_IMAGE_PIXELS = None


def inspect(content: bytes, media_type: str, order: Order) -> Answer:
    """Return what was found in a picture and pictures of its first pages; raise Refused."""
    with _opened(content, media_type) as image:
        frames = _count(image, media_type, order)
        compression, drawn = "", []
        for index in range(frames):
            compression = _check_frame(image, index, media_type, order) or compression
            if index < order.drawn_at_once:
                drawn.append(_reduced(image, order.picture_side))
            else:
                image.load()
    found = {"media_type": media_type, "pages": frames, "compression": compression}
    return Answer(found, [thumbnail(drawn[0], order), *map(jpeg, drawn)])


def draw(content: bytes, media_type: str, order: Order) -> Answer:
    """Return a picture of one page."""
    with _opened(content, media_type) as image:
        image.seek(order.page - 1)
        return Answer({"page": order.page}, [jpeg(_reduced(image, order.picture_side))])


def thumbnail(picture: Image.Image, order: Order) -> bytes:
    """Return a small JPEG of a picture."""
    small = picture.copy()
    small.thumbnail((order.thumbnail_side, order.thumbnail_side))
    return jpeg(small)


def jpeg(picture: Image.Image) -> bytes:
    """Return a picture as a JPEG without metadata."""
    stream = BytesIO()
    picture.info.clear()
    picture.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue()


@contextmanager
def _opened(content: bytes, media_type: str) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(content), formats=[FORMATS[media_type]]) as image:
            yield image
    except BROKEN as error:
        raise Refused("image_broken") from error


def _count(image: Image.Image, media_type: str, order: Order) -> int:
    """Return how many pages a picture has. A JPEG's further frames are depth maps and previews, not pages."""
    frames = 1 if media_type == "image/jpeg" else getattr(image, "n_frames", 1)
    if frames > order.most_pages:
        raise Refused("too_many_pages", pages=frames, most=order.most_pages)
    check_pixels(frames * image.width * image.height, most=order.most_pixels_in_all)
    return frames


def _check_frame(image: Image.Image, index: int, media_type: str, order: Order) -> str:
    """Go to a frame, check it before it is decoded, and return its compression where it is a TIFF."""
    if index:
        image.seek(index)
    check_pixels(image.width * image.height, most=order.most_pixels)
    if media_type != "image/tiff":
        return ""
    number = image.tag_v2.get(TIFF_COMPRESSION, 1)  # type: ignore[attr-defined]
    compression = TIFF_NAMES.get(number, f"no. {number}")
    if compression not in TIFF_TAKEN:
        raise Refused("wrong_tiff_compression", compression=compression)
    return compression


def check_pixels(pixels: int, *, most: int) -> None:
    """Refuse a picture of more than ``most`` pixels; what is said of it is millions, rounded up."""
    if pixels > most:
        raise Refused("too_many_pixels", pixels=-(-pixels // 1_000_000))


def _reduced(image: Image.Image, side: int) -> Image.Image:
    """Return the current frame, upright, on white, at most ``side`` long; decodes the whole frame."""
    image.draft("RGB", (side, side))
    image.load()
    frame = _plain(image)
    frame.thumbnail((side, side), reducing_gap=2.0)
    return ImageOps.exif_transpose(frame)


def _plain(image: Image.Image) -> Image.Image:
    """Return a copy in RGB or grey; what is transparent becomes white, sixteen bits become eight."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"1", "L", "F"} and "transparency" not in image.info:
        return image.convert("L")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGB", image.size, WHITE)
        paper.paste(clear, mask=clear)
        return paper
    return image.convert("RGB")
