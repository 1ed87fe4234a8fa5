"""Files that are no longer needed leave the store, after the change that made them useless is committed."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

import structlog
from django.db import transaction

from kaitak.service.documents import store
from kaitak.service.documents.models import Discarded

log = structlog.get_logger(__name__)


def discard(folders: Iterable[str], *, at: datetime) -> None:
    """Have folders deleted once this transaction is committed; what fails then is left to the sweep."""
    names = list(folders)
    Discarded.objects.bulk_create([Discarded(folder=name, since=at) for name in names], ignore_conflicts=True)
    transaction.on_commit(partial(delete_discarded, names), robust=True)


def delete_discarded(names: Iterable[str]) -> int:
    """Delete folders from the store and their rows here; return how many were deleted."""
    return sum(discard_now(name) for name in names)


def discard_now(folder: str) -> bool:
    """Delete one folder; tell whether that worked. A store that does not answer is logged, and swept later."""
    try:
        store.delete(folder)
    except Exception:  # any store, any failure: the sweep tries again
        log.exception("documents.not_deleted", folder=folder)
        return False
    Discarded.objects.filter(folder=folder).delete()
    return True
