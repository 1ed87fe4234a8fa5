"""A slot holds so many files, none of them twice. All changes to a case's files pass its lock one at a time."""

from collections.abc import Iterable

from kaitak.service.audit.services.record import Detail
from kaitak.service.documents.errors import CaseErased, SameFileAgain, TooManyFiles
from kaitak.service.documents.models import CaseKey, Upload
from kaitak.service.vault import keyed_digest


def lock_case(case: str, *, wrapped: bytes | None = None) -> None:
    """Wait for and take the lock on a case's files until the transaction ends.

    Raises CaseErased where the case has no key, or another than the one that a new file was sealed with.
    """
    kept = CaseKey.objects.select_for_update().filter(case=case).first()
    if kept is None or wrapped not in (None, bytes(kept.wrapped)):
        raise CaseErased


def check_room(others: Iterable[Upload], *, sha256: str, max_files: int) -> int:
    """Return the first free place beside ``others``; raise SameFileAgain or TooManyFiles."""
    kept = list(others)
    if any(upload.sha256 == sha256 for upload in kept):
        raise SameFileAgain
    if len(kept) >= max_files:
        raise TooManyFiles(most=max_files)
    taken = {upload.order for upload in kept}
    return next(place for place in range(1, len(kept) + 2) if place not in taken)


def details_of(upload: Upload) -> dict[str, Detail]:
    """Return what the audit keeps of a file: never its name, and its digest only keyed."""
    return {
        "upload": str(upload.pk),
        "slot": upload.slot,
        "order": upload.order,
        "media_type": upload.media_type,
        "size": upload.size,
        "pages": upload.pages,
        "digest": keyed_digest("documents", upload.sha256),
    }
