"""The child process: confine itself, read the file, do as ordered, answer."""

import resource
import sys

from kaitak.service.documents.inspection.kinds import PDF, kind_of
from kaitak.service.documents.inspection.order import Order
from kaitak.service.documents.inspection.refused import Refused
from kaitak.service.documents.inspection.wire import Answer


def confine(order: Order) -> None:
    """Give up memory, processor time and space for the answer beyond the order's limits, for good.

    Only Linux counts address space; elsewhere the other limits hold alone.
    """
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (order.memory, order.memory))
    for kind, limit in (
        (resource.RLIMIT_CPU, order.cpu_seconds),
        (resource.RLIMIT_FSIZE, order.answer_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def carry_out(order: Order, content: bytes) -> Answer:
    """Return the answer to an order. The libraries are loaded only once it is known which are needed."""
    media_type = kind_of(content)
    if order.task == "seal":
        from kaitak.service.documents.inspection import seals

        return seals.find(content, media_type)
    if media_type == PDF:
        from kaitak.service.documents.inspection import pdfs

        return pdfs.draw(content, order) if order.task == "draw" else pdfs.inspect(content, order)
    from kaitak.service.documents.inspection import pictures

    task = pictures.draw if order.task == "draw" else pictures.inspect
    return task(content, media_type, order)


def main() -> None:
    """Carry out the order of the command line."""
    order = Order.from_text(sys.argv[1])
    confine(order)
    try:
        answer = carry_out(order, sys.stdin.buffer.read())
    except Refused as refusal:
        answer = Answer({"refused": refusal.code, "params": refusal.params})
    except MemoryError:
        answer = Answer({"refused": "not_checkable", "params": {}})
    answer.write(sys.stdout.buffer)


if __name__ == "__main__":
    main()
