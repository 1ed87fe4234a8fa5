"""Find the seal of an e-Visa in a file somebody shows. The file is read in the limited child and not kept."""

from kaitak.service.documents.checking import GivenFile, ask, read_at_most
from kaitak.service.documents.inspection.order import MEBIBYTE, Order

SHOWN_BYTES = 6 * MEBIBYTE  # a telephone's photograph; larger ones would lie on disk in the clear


def find_seal(content: GivenFile) -> bytes:
    """Return the bytes of the first seal a file shows; raise FileRefused. Nothing is verified."""
    answer = ask(Order(task="seal", cpu_seconds=20), read_at_most(content, SHOWN_BYTES))
    return answer.pictures[0]
