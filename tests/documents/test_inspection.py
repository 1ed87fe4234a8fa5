"""What is taken and what is refused, by content."""

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name
from PIL import Image
from PIL.TiffImagePlugin import AppendingTiffWriter

from kaitak.service.documents import checking, child, inspection
from kaitak.service.documents.errors import (
    BY_CODE,
    FileEmpty,
    FileRefused,
    ImageBroken,
    NotAPictureOrPdf,
    NotCheckable,
    PdfActive,
    PdfBroken,
    PdfEncrypted,
    PdfTruncated,
    Polyglot,
    TooManyPages,
    TooManyPixels,
    WrongTiffCompression,
)
from kaitak.service.documents.inspection.order import Order
from tests.documents import files

Making = Callable[[], bytes]


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (lambda: files.jpeg(), "image/jpeg", 1),
        (lambda: files.png(), "image/png", 1),
        (lambda: files.gif(), "image/gif", 1),
        (lambda: files.gif(frames=3), "image/gif", 3),
        (lambda: files.pdf(), "application/pdf", 1),
        (lambda: files.scan(pages=3), "application/pdf", 3),
        (lambda: files.saved(files.picture(), "JPEG", progressive=True), "image/jpeg", 1),
        (lambda: files.saved(files.picture().convert("CMYK"), "JPEG"), "image/jpeg", 1),
        (lambda: files.saved(files.picture().convert("RGBA"), "PNG"), "image/png", 1),
        (lambda: files.saved(files.picture().convert("I;16"), "PNG"), "image/png", 1),
        (lambda: files.saved(files.picture().convert("P"), "PNG", transparency=0), "image/png", 1),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pictures_and_pdfs_are_taken(content: Making, media_type: str, pages: int) -> None:
    answer = checking.inspect(content())

    assert (answer.found["media_type"], answer.found["pages"]) == (media_type, pages)
    assert len(answer.pictures) == pages + 1
    for shown in answer.pictures:
        assert Image.open(BytesIO(shown), formats=["JPEG"]).load()


@pytest.mark.parametrize(
    ("compression", "named"),
    [("raw", "none"), ("tiff_lzw", "LZW"), ("jpeg", "JPEG"), ("group4", "CCITT G4")],
)
def test_four_ways_to_write_a_tif_are_taken(compression: str, named: str) -> None:
    answer = checking.inspect(files.tiff(compression, frames=2))

    assert answer.found == {"media_type": "image/tiff", "pages": 2, "compression": named}


@pytest.mark.parametrize(
    ("compression", "named"),
    [
        ("tiff_adobe_deflate", "Deflate"),
        ("group3", "CCITT G3"),
        ("tiff_ccitt", "CCITT RLE"),
        ("packbits", "PackBits"),
        ("zstd", "Zstandard"),
        ("lzma", "LZMA"),
    ],
)
def test_any_other_tif_is_refused_with_the_compression_that_was_found(compression: str, named: str) -> None:
    with pytest.raises(WrongTiffCompression, match=f"compressed with {named}.*as PDF") as refused:
        checking.inspect(files.tiff(compression))

    assert refused.value.params == {"compression": named}


def test_every_page_of_a_tif_is_looked_at() -> None:
    stream = BytesIO()
    with AppendingTiffWriter(stream, new=True) as out:
        for compression in ("tiff_lzw", "packbits"):
            files.picture().save(out, "TIFF", compression=compression)
            out.newFrame()

    with pytest.raises(WrongTiffCompression, match="PackBits"):
        checking.inspect(stream.getvalue())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (lambda: files.docx(), "office document.*save it as PDF"),
        (lambda: b"PK\x03\x04" + bytes(200), "archive.*Unpack"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "office document"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><p>hello", "web page"),
        (lambda: b"\0\0\0\x18ftypheic" + bytes(200), "HEIC.*JPEG"),
        (lambda: b"\0\0\0\x18ftypmp42" + bytes(200), "video"),
        (lambda: files.saved(files.picture(), "WEBP"), "kind of picture"),
        (lambda: files.saved(files.picture(), "BMP"), "kind of picture"),
        (lambda: b"MZ\x90\0" + bytes(200), "program"),
        (lambda: b"just some words", "not a JPEG, PDF, GIF, PNG or TIF.*not its name"),
        (lambda: b"\0", "not a JPEG"),
    ],
)
def test_anything_else_is_refused_with_what_it_is(content: Making, says: str) -> None:
    with pytest.raises(NotAPictureOrPdf, match=says):
        checking.inspect(content())


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (lambda: b"<html><script>x</script>\n" + files.pdf(), Polyglot),
        (lambda: b"\n" + files.pdf(), Polyglot),
        (lambda: files.jpeg(comment=b"%PDF-1.4"), Polyglot),
        (lambda: b"%PDF-1.7\n" + b"no pages here\n" * 30 + b"%%EOF", PdfBroken),
        (lambda: b"%PDF-1.7 but then only words", PdfTruncated),
        (lambda: files.scan()[:-2000], PdfTruncated),
        (lambda: files.scan()[:3000], PdfTruncated),
        (lambda: files.written(files.new_pdf(0)), PdfBroken),
        (lambda: files.locked_pdf("secret", "owner"), PdfEncrypted),
        (lambda: files.jpeg()[:-900], ImageBroken),
        (lambda: files.png()[:-200], ImageBroken),
        (lambda: files.png()[:20], ImageBroken),
        (lambda: files.tiff("tiff_lzw")[:2000], ImageBroken),
        (lambda: files.gif()[:60], ImageBroken),
        (lambda: b"\xff\xd8\xff\xe0" + bytes(500), ImageBroken),
        (lambda: b"II*\0" + bytes(500), ImageBroken),
        (lambda: b"GIF89a", ImageBroken),
        (lambda: files.pdf(pages=201), TooManyPages),
        (lambda: files.pdf_with_picture(30_000), TooManyPixels),
        (lambda: files.png_bomb(30_000), TooManyPixels),
        (lambda: files.png_bomb(12_000), TooManyPixels),
    ],
)
def test_broken_and_bomb_like_files_are_refused(content: Making, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal) as refused:
        checking.inspect(content())

    assert len(str(refused.value)) > 40


@pytest.mark.parametrize(
    ("content", "acts"),
    [
        (lambda: files.pdf_with_script(), "script"),
        (lambda: files.pdf_with_named_script(), "script"),
        (lambda: files.pdf_with_action(S=Name.Launch, F="cmd.exe"), "program"),
        (lambda: files.pdf_with_action(S=Name.SubmitForm, F="https://example.org"), "sending"),
        (lambda: files.pdf_with_action(S=Name.ImportData, F="x.fdf"), "sending"),
        (lambda: files.pdf_with_action(S=Name.GoToR, F="//host/share/x.pdf", D=[0, Name.Fit]), "other_file"),
        (lambda: files.pdf_with_action(S=Name.GoToE, T=Dictionary(R=Name.C)), "file"),
        (lambda: files.pdf_with_action(S=Name.Rendition, OP=0), "media"),
        (lambda: files.pdf_with_link("JavaScript:app.alert(1)"), "script"),
        (lambda: files.pdf_with_link("file:///etc/passwd"), "script"),
        (lambda: files.pdf_with_file(), "file"),
        (lambda: files.pdf_with_xfa(), "xfa_form"),
        (lambda: files.pdf_with_annotation(Name.RichMedia), "media"),
        (lambda: files.pdf_with_annotation(Name.FileAttachment), "file"),
    ],
)
def test_a_pdf_that_acts_is_refused(content: Making, acts: str) -> None:
    with pytest.raises(PdfActive, match="to a new PDF") as refused:
        checking.inspect(content())

    assert refused.value.params == {"acts": acts}


@pytest.mark.parametrize(
    "content",
    [
        files.pdf_with_link,
        lambda: files.locked_pdf("", "owner"),
        lambda: files.pdf() + b"\r\n" + bytes(2000),
    ],
    ids=["links and a first view", "only printing restricted", "padding at its end"],
)
def test_what_does_no_harm_in_a_pdf_is_taken(content: Making) -> None:
    assert checking.inspect(content()).found["pages"] == 1


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(FileEmpty, match="empty"):
        checking.read_at_most(BytesIO(), 100)


def test_a_photograph_is_shown_upright_and_without_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A telephone maker"

    answer = checking.inspect(files.jpeg(exif=exif))

    shown = Image.open(BytesIO(answer.pictures[1]))
    assert shown.size == (200, 300)
    assert not shown.getexif()
    assert b"telephone" not in answer.pictures[1]


def test_pictures_of_large_pages_are_small() -> None:
    answer = checking.inspect(files.saved(files.picture(3000, 4000), "JPEG"))

    assert Image.open(BytesIO(answer.pictures[1])).size == (1350, 1800)
    assert sum(map(len, answer.pictures)) < 500_000


def test_a_later_page_is_drawn_when_it_is_asked_for() -> None:
    content = files.scan(pages=9)

    whole = checking.inspect(content)
    late = checking.ask(Order(task="draw", page=9), content)

    assert len(whole.pictures) == 1 + Order().drawn_at_once
    assert Image.open(BytesIO(late.pictures[0])).size == (1273, 1800)


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (lambda: files.saved(files.picture(5000, 5000), "PNG"), {"memory": 200 * 1024 * 1024}),
        (lambda: files.saved(files.picture(5000, 5000), "PNG"), {"cpu_seconds": 0}),
        (lambda: files.scan(), {"answer_bytes": 2000}),
    ],
    ids=["memory", "processor time", "size of the answer"],
)
def test_a_file_that_takes_too_much_is_refused(content: Making, limits: dict[str, int]) -> None:
    with pytest.raises(NotCheckable, match="too much time or memory"):
        checking.ask(Order(**limits), content())


def test_a_pdf_that_unfolds_beyond_its_memory_is_refused() -> None:
    with pytest.raises(NotCheckable):
        checking.ask(Order(memory=500 * 1024 * 1024), files.pdf_that_unfolds(50))


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "SECONDS", 0.01)

    with pytest.raises(NotCheckable):
        checking.ask(Order(), files.scan())


def test_the_child_knows_no_django_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAITAK_MASTER_KEY", "secret")
    program = (
        "import sys, kaitak.service.documents.inspection.__main__, kaitak.service.documents.inspection.pdfs; "
        "sys.exit(any(name.partition('.')[0] in {'django', 'structlog'} for name in sys.modules))"
    )

    environment = child._environment()
    ran = subprocess.run([sys.executable, "-P", "-s", "-c", program], env=environment, check=False)

    assert sorted(environment) == ["LC_ALL", "PATH", "PYTHONPATH"]
    assert ran.returncode == 0


def test_every_code_of_the_child_has_a_refusal() -> None:
    sources = Path(inspection.__file__).parent.glob("*.py")

    codes = {code for source in sources for code in re.findall(r'Refused\(\s*"(\w+)"', source.read_text())}

    assert codes
    assert codes <= set(BY_CODE)
