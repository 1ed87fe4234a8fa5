"""The seal of an e-Visa in a picture or a PDF. Nothing is verified here."""

from kaitak.seal import NoSealFound, UnreadablePicture
from kaitak.seal.pictures import seal_in
from kaitak.service.documents.inspection.refused import Refused
from kaitak.service.documents.inspection.wire import Answer


def find(content: bytes, media_type: str) -> Answer:
    """Return the bytes of the first seal that a file shows; raise Refused."""
    try:
        return Answer({"media_type": media_type}, [seal_in(content)])
    except NoSealFound as error:
        raise Refused("no_seal") from error
    except UnreadablePicture as error:
        raise Refused("seal_unreadable") from error
