"""What can happen to files: stored, replaced, removed, erased with their case, swept; and how they are read."""

from kaitak.service.documents.selectors import original, picture, thumbnail
from kaitak.service.documents.services.erase import erase_case
from kaitak.service.documents.services.passport import read_passport
from kaitak.service.documents.services.remove import remove_upload
from kaitak.service.documents.services.replace import replace_upload
from kaitak.service.documents.services.seals import find_seal
from kaitak.service.documents.services.store import LIMIT_BYTES, store_upload
from kaitak.service.documents.services.sweep import sweep_orphans

__all__ = [
    "LIMIT_BYTES",
    "erase_case",
    "find_seal",
    "original",
    "picture",
    "read_passport",
    "remove_upload",
    "replace_upload",
    "store_upload",
    "sweep_orphans",
    "thumbnail",
]
