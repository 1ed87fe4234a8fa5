"""What a file is, by its first bytes. Its name and what a browser says of it count for nothing."""

from kaitak.service.documents.inspection.refused import Refused

PDF = "application/pdf"
TAKEN = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
)
NOT_TAKEN = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "office"),
    (b"BM", "picture"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
)
WORD_PROCESSORS = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis")
MARKUP = (b"<svg", b"<?xml", b"<!doctype", b"<html", b"<script", b"<head", b"<body")
HEAD = 1024


def kind_of(content: bytes) -> str:
    """Return the media type of a file that is taken; raise Refused for any other."""
    head = content[:HEAD]
    if b"%PDF-" in head[1:]:
        raise Refused("polyglot")
    for start, media_type in TAKEN:
        if content.startswith(start):
            return media_type
    raise Refused("not_a_picture_or_pdf", kind=_other(content))


def _other(content: bytes) -> str:
    if content[4:8] == b"ftyp":
        return "heic" if content[8:12] in {b"heic", b"heix", b"mif1", b"hevc", b"avif"} else "video"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "picture"
    if content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        return "web_page"
    for start, kind in NOT_TAKEN:
        if content.startswith(start):
            return "office" if kind == "zip" and any(mark in content for mark in WORD_PROCESSORS) else kind
    return "unknown"
