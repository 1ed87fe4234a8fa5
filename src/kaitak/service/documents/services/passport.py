"""Read what a passport's picture says, to offer it to the person."""

from importlib.util import find_spec
from threading import BoundedSemaphore
from zoneinfo import ZoneInfo

import structlog

from kaitak.service.documents import child
from kaitak.service.documents.inspection.order import MEBIBYTE, Order
from kaitak.service.documents.models import Upload
from kaitak.service.documents.passports import mrz
from kaitak.service.documents.passports.mrz import PassportReading
from kaitak.service.documents.selectors import original

READING = "kaitak.service.documents.passports"
ORDER = Order(task="draw", page=1, picture_side=2000, memory=3072 * MEBIBYTE, cpu_seconds=90)
SECONDS = 60.0
ONE_AT_A_TIME = BoundedSemaphore(1)
HONG_KONG = ZoneInfo("Asia/Hong_Kong")

log = structlog.get_logger(__name__)


def read_passport(upload: Upload) -> PassportReading | None:
    """Return what the machine-readable zone on the first page says, or None.

    None also where the extra ``ocr`` is not installed or the picture cannot be read in time: the person types
    what is asked. All check digits of a reading fit, and still it is only an offer. Takes some seconds.
    """
    if find_spec("rapidocr") is None:
        return None
    try:
        answer = child.run(READING, ORDER, original(upload), seconds=SECONDS, places=ONE_AT_A_TIME)
    except child.ChildDied as error:
        log.warning("passport.not_read", reason=str(error), upload=str(upload.pk))
        return None
    return mrz.find(answer.found["lines"], day=upload.created_at.astimezone(HONG_KONG).date())
