"""What a crash left behind in the store is deleted."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from kaitak.service.documents import store
from kaitak.service.documents.models import Discarded, Upload
from kaitak.service.documents.services.discard import delete_discarded

GRACE = timedelta(hours=1)
BATCH = 500


def sweep_orphans(*, at: datetime) -> int:
    """Delete files that were discarded and are still there, and files without a row; return how many folders.

    A file is stored before its row, so one that is younger than an hour may still get its row and is left alone.
    """
    discarded = delete_discarded(list(Discarded.objects.values_list("folder", flat=True)))
    return discarded + delete_discarded(_orphans(at))


def _orphans(at: datetime) -> Iterator[str]:
    folders = store.folders()
    while names := list(islice(folders, BATCH)):
        known = set(
            Upload.objects.filter(folder__in=names, removed_at__isnull=True).values_list("folder", flat=True)
        )
        for name in names:
            written = None if name in known else store.last_written(name)
            if name not in known and (written is None or written < at - GRACE):
                yield name
