"""Files of every kind, made when a test asks for them."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String
from PIL import Image


def picture(width: int = 300, height: int = 200, shade: int = 0) -> Image.Image:
    return (
        Image.radial_gradient("L").resize((width, height)).convert("RGB").point(lambda v: (v + shade) % 256)
    )


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def jpeg(shade: int = 0, **options: Any) -> bytes:
    return saved(picture(shade=shade), "JPEG", **options)


def png() -> bytes:
    return saved(picture(), "PNG")


def gif(frames: int = 1) -> bytes:
    first, *others = (picture(shade=20 * number).convert("P") for number in range(frames))
    return saved(first, "GIF", save_all=True, append_images=others, duration=100)


def tiff(compression: str, frames: int = 1) -> bytes:
    bilevel = compression.startswith("group") or compression == "tiff_ccitt"
    pages = [picture(shade=20 * number).convert("1" if bilevel else "RGB") for number in range(frames)]
    return saved(pages[0], "TIFF", compression=compression, save_all=True, append_images=pages[1:])


def png_bomb(side: int) -> bytes:
    """A picture of one colour with ``side`` squared pixels in a few kilobytes."""
    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def new_pdf(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def written(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    stream = BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()


def pdf(pages: int = 1) -> bytes:
    return written(new_pdf(pages))


def scan(pages: int = 1) -> bytes:
    """A PDF as a scanner makes it: a picture a page."""
    first, *others = (picture(1240, 1754, shade=9 * number) for number in range(pages))
    return saved(first, "PDF", save_all=True, append_images=others, resolution=150)


def pdf_with_action(**action: Any) -> bytes:
    made = new_pdf()
    made.Root.OpenAction = Dictionary(**action)
    return written(made)


def pdf_with_script() -> bytes:
    return pdf_with_action(S=Name.JavaScript, JS=String("app.alert(1)"))


def pdf_with_named_script() -> bytes:
    made = new_pdf()
    action = made.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("a"), action]))
    return written(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_with_file() -> bytes:
    made = new_pdf()
    made.attachments["notes.txt"] = b"hello"
    return written(made)


def pdf_with_xfa() -> bytes:
    made = new_pdf()
    made.Root.AcroForm = Dictionary(XFA=String("<xdp/>"), Fields=[])
    return written(made)


def pdf_with_annotation(subtype: Name) -> bytes:
    made = new_pdf()
    made.pages[0].Annots = [Dictionary(Type=Name.Annot, Subtype=subtype, Rect=[0, 0, 10, 10])]
    return written(made)


def pdf_with_picture(side: int) -> bytes:
    """A PDF with one picture of ``side`` squared pixels, all of one colour."""
    made = new_pdf()
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side // 8)) for _ in range(side)) + packer.flush()
    image = pikepdf.Stream(made, b"", Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side)
    image.write(rows, filter=Name.FlateDecode)
    image.BitsPerComponent, image.ColorSpace = 1, Name.DeviceGray
    made.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
    made.pages[0].Contents = pikepdf.Stream(made, b"q 595 0 0 842 0 0 cm /I Do Q")
    return written(made, compress_streams=False)


def pdf_that_unfolds(megabytes: int) -> bytes:
    """A PDF whose one page is drawn by so many megabytes of strokes, packed small."""
    made = new_pdf()
    packer, strokes = zlib.compressobj(9), b"0 0 m 595 842 l S\n" * 58_000
    packed = b"".join(packer.compress(strokes) for _ in range(megabytes)) + packer.flush()
    made.pages[0].Contents = pikepdf.Stream(made, b"")
    made.pages[0].Contents.write(packed, filter=Name.FlateDecode)
    return written(made, compress_streams=False)


def pdf_with_link(address: str = "https://example.org/") -> bytes:
    made = new_pdf()
    action = Dictionary(S=Name.URI, URI=String(address))
    made.pages[0].Annots = [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 10, 10], A=action)]
    made.Root.OpenAction = [made.pages[0].obj, Name.Fit]
    return written(made)


def locked_pdf(user: str, owner: str) -> bytes:
    return written(new_pdf(), encryption=pikepdf.Encryption(user=user, owner=owner, R=6))


def docx() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return stream.getvalue()
