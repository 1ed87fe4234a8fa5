"""Read the letters that the sandbox keeps in a folder instead of sending them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

MOST_SHOWN = 200
# Django's mail folder keeps the letters of one connection in one file, a line of dashes after each.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a letter."""

    filename: str
    content_type: str
    content: bytes

    @property
    def size(self) -> int:
        """Return its size in bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that would have been sent."""

    name: str
    kept_at: datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        """Return its subject."""
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        """Return whom it goes to."""
        return str(self.message["To"] or "")

    @property
    def sender(self) -> str:
        """Return who sends it."""
        return str(self.message["From"] or "")

    @property
    def language(self) -> str:
        """Return its language as a tag for HTML."""
        return str(self.message["Content-Language"] or "")

    @property
    def text(self) -> str:
        """Return its text."""
        body = self.message.get_body(preferencelist=("plain",))
        return str(body.get_content()) if body is not None else ""

    @property
    def attachments(self) -> list[Attachment]:
        """Return what came with it."""
        return [_attachment(part, number) for number, part in enumerate(self.message.iter_attachments(), 1)]


def letters(wanted: str = "") -> list[Letter]:
    """Return the newest letters, newest first, that have ``wanted`` in an address or the subject."""
    look = wanted.casefold()
    found = (letter for path in _files() for letter in reversed(_read(path)))
    kept = (letter for letter in found if look in f"{letter.to} {letter.subject}".casefold())
    return [letter for letter, _ in zip(kept, range(MOST_SHOWN), strict=False)]


def find_letter(name: str) -> Letter | None:
    """Return the letter of this name, looked for among what is in the folder."""
    stem, _, _ = name.rpartition("-")
    paths = (path for path in _files() if path.stem == stem)
    return next((letter for path in paths for letter in _read(path) if letter.name == name), None)


def _files() -> Iterator[Path]:
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or "nowhere")
    if not folder.is_dir():
        return
    files = [path for path in folder.iterdir() if path.suffix in {".eml", ".log"}]
    yield from sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _read(path: Path) -> list[Letter]:
    kept_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    parts = [part for part in path.read_bytes().split(SEPARATOR) if part.strip()]
    return [
        Letter(f"{path.stem}-{number}", kept_at, message_from_bytes(part, policy=policy.default))
        for number, part in enumerate(parts)
    ]


def _attachment(part: EmailMessage, number: int) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(
        filename=part.get_filename() or f"attachment-{number}",
        content_type=part.get_content_type(),
        content=content if isinstance(content, bytes) else b"",
    )
