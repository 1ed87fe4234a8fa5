"""What can be refused here.

ServiceError
├── DocumentError
│   ├── CaseErased
│   ├── FileGone
│   ├── NoSuchPage
│   ├── CheckUnavailable
│   └── FileRefused
│       ├── FileEmpty, FileTooLarge, NotAPictureOrPdf, Polyglot
│       ├── PdfEncrypted, PdfBroken, PdfTruncated, PdfActive
│       ├── ImageBroken, WrongTiffCompression, TooManyPixels, TooManyPages
│       ├── NotCheckable, Malicious
│       ├── NoSeal, SealUnreadable
│       └── TooManyFiles, SameFileAgain
└── PermissionRefused (of ``people``)

Each FileRefused says what is wrong with the file and what a person can do about it.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaitak.service.people.errors import ServiceError

MEBIBYTE = 1024 * 1024


class DocumentError(ServiceError):
    """A refusal of this room."""


class CaseErased(DocumentError):
    code = "case_erased"
    message = _("This application has been erased. Nothing can be added to it.")


class FileGone(DocumentError):
    code = "file_gone"
    message = _("This file has been removed or replaced. Go back to see what is there now.")


class NoSuchPage(DocumentError):
    code = "no_such_page"
    message = _("The file has no page %(page)s.")


class CheckUnavailable(DocumentError):
    code = "check_unavailable"
    message = _("Files cannot be checked at the moment. Your file was not kept. Try again in a few minutes.")


class FileRefused(DocumentError):
    """A file that is not taken."""

    code = "file_refused"


class FileEmpty(FileRefused):
    code = "empty"
    message = _("The file is empty. Choose another file, or save this one again and upload it.")


class FileTooLarge(FileRefused):
    """``size`` and ``limit`` are bytes; the sentence says megabytes of 1,048,576 bytes, rounded up for the size."""

    code = "too_large"
    message = _(
        "The file has %(size_mb)s MB. A file can have at most %(limit_mb)s MB. Scan it again at a lower "
        "resolution (200 dots per inch is enough), or split it into several files."
    )

    def __init__(self, *, size: int, limit: int) -> None:
        tenths = -(-size * 10 // MEBIBYTE)
        super().__init__(
            size=size,
            limit=limit,
            size_mb=f"{tenths // 10}.{tenths % 10}",
            limit_mb=f"{limit / MEBIBYTE:.3g}",
        )


class NotAPictureOrPdf(FileRefused):
    """``kind`` is what the file was found to be."""

    code = "not_a_picture_or_pdf"
    message = _(
        "The file is not a JPEG, PDF, GIF, PNG or TIF. Its content decides, not its name. "
        "Scan or photograph the document, or save it as PDF."
    )
    by_kind: dict[str, Promise] = {
        "office": _("The file is an office document. Open it, save it as PDF, and upload the PDF."),
        "zip": _("The file is an archive. Unpack it and upload the documents in it one by one."),
        "heic": _("The file is a HEIC or AVIF picture. Save or export it as JPEG, and upload that."),
        "picture": _("The file is a kind of picture that is not accepted. Save it as JPEG or PNG."),
        "video": _("The file is a video. Upload a photograph or a scan of the document."),
        "web_page": _("The file is a web page or an SVG drawing. Print it to a PDF, and upload the PDF."),
        "program": _("The file is a program. Choose the document you want to upload."),
    }

    def __str__(self) -> str:
        return str(self.by_kind.get(self.params.get("kind", ""), self.message))


class Polyglot(FileRefused):
    code = "polyglot"
    message = _(
        "The file has something in front of its PDF, so it could be read in two ways. "
        "Open it, print it to a new PDF, and upload that."
    )


class PdfEncrypted(FileRefused):
    code = "pdf_encrypted"
    message = _("The PDF asks for a password. Save a copy without a password, and upload the copy.")


class PdfBroken(FileRefused):
    code = "pdf_broken"
    message = _(
        "The PDF is damaged and cannot be opened. Try to open it yourself; then save or scan it again."
    )


class PdfTruncated(FileRefused):
    code = "pdf_truncated"
    message = _("The PDF is not complete: its end is missing. Download or save it again, then upload it.")


class PdfActive(FileRefused):
    """``acts`` is the first thing that was found."""

    code = "pdf_active"
    message = _(
        "The PDF contains something active, which is not accepted. Print it to a new PDF, and upload that."
    )
    by_kind: dict[str, Promise] = {
        "script": _("The PDF contains a script. Print it to a new PDF, and upload that."),
        "program": _("The PDF wants to start a program. Print it to a new PDF, and upload that."),
        "file": _(
            "The PDF has other files inside it. Upload those separately, and print this one to a new PDF."
        ),
        "other_file": _("The PDF opens another file. Print it to a new PDF, and upload that."),
        "sending": _("The PDF is a form that sends data. Print it to a new PDF, and upload that."),
        "xfa_form": _("The PDF is a form of a kind (XFA) that few programs can show. Print it to a new PDF."),
        "media": _("The PDF contains sound, video or 3D. Print it to a new PDF, and upload that."),
    }

    def __str__(self) -> str:
        return str(self.by_kind.get(self.params.get("acts", ""), self.message))


class ImageBroken(FileRefused):
    code = "image_broken"
    message = _(
        "The picture is damaged or not complete. Try to open it yourself; then save, scan or photograph it again."
    )


class WrongTiffCompression(FileRefused):
    code = "wrong_tiff_compression"
    message = _(
        "The TIF file is compressed with %(compression)s. Only uncompressed, LZW, JPEG and CCITT G4 are "
        "accepted. Save it with one of these, or as PDF."
    )


class TooManyPixels(FileRefused):
    code = "too_many_pixels"
    message = _(
        "The picture has %(pixels)s million pixels, which is too many. Make it smaller, or scan it at a lower "
        "resolution (200 dots per inch is enough)."
    )


class TooManyPages(FileRefused):
    code = "too_many_pages"
    message = _(
        "The file has %(pages)s pages. A file can have at most %(most)s. Leave out what is not needed, "
        "or split it into several files."
    )


class NotCheckable(FileRefused):
    code = "not_checkable"
    message = _(
        "The file could not be checked: opening it takes too much time or memory. "
        "Print it to a new PDF, or save it as JPEG, and upload that."
    )


class NoSeal(FileRefused):
    code = "no_seal"
    message = _(
        "No e-Visa code was found in this file. Take the whole square code from close by, straight, sharp and in "
        "good light; or give the e-Visa itself as PDF."
    )


class SealUnreadable(FileRefused):
    code = "seal_unreadable"
    message = _(
        "This file cannot be read for its code: it is damaged, too large a picture, or of another kind. "
        "Give a PDF, JPEG, GIF or PNG."
    )


class Malicious(FileRefused):
    code = "malicious"
    message = _(
        "The virus scanner found something harmful in the file. It was not kept. "
        "Check your device, and upload a clean scan of the document."
    )


class TooManyFiles(FileRefused):
    code = "too_many_files"
    message = _(
        "There is room for %(most)s here, and it is taken. Replace or remove a file first, "
        "or put several pages into one PDF."
    )


class SameFileAgain(FileRefused):
    code = "same_file_again"
    message = _("You have already uploaded this file here. Choose a different one.")


def refusal(code: str, params: dict[str, Any]) -> FileRefused:
    """Return the refusal that a check of the file's content named by its code."""
    return BY_CODE[code](**params)


BY_CODE: dict[str, type[FileRefused]] = {
    kind.code: kind
    for kind in (
        NotAPictureOrPdf,
        Polyglot,
        PdfEncrypted,
        PdfBroken,
        PdfTruncated,
        PdfActive,
        ImageBroken,
        WrongTiffCompression,
        TooManyPixels,
        TooManyPages,
        NotCheckable,
        NoSeal,
        SealUnreadable,
    )
}
