"""Some of the clients of a rush, as threads of one process, which reads its orders from standard input.

Each client sends one group after another and pays for most of the places it is given. What it was told goes to
standard output, one JSON object a line, when the service has told it: what is written there must never be lost.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import django
from django.db import Error, connection

from tests.quotas.rush.aborting import Aborted

POOLS = ("new_industrialisation", "nurse", "aircraft", "marine", "it", "lift", "bim", "electrical")
_mouth, _answers = threading.Lock(), sys.stdout
WEIGHTS = tuple(1 / (place + 1) for place in range(len(POOLS)))


@dataclass(frozen=True)
class Plan:
    """What the clients of one process do."""

    name: str
    clients: int
    attempts: int
    way: str
    aborts: float
    pays: float

    def cases(self, client: int) -> Iterator[str]:
        """Give the names of one client's groups."""
        return (f"{self.name}-{client}-{attempt}" for attempt in range(self.attempts))


def main() -> None:
    """Set Django up once, then carry out one order a line: a plan of a rush, or a call of one of the ways."""
    sys.stdout = sys.stderr
    django.setup()
    from kaitak.service.quotas import listeners
    from tests.quotas.rush import ways

    listeners.REGISTERED.clear()
    _say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        if "call" in order:
            _say(getattr(ways, order["call"])())
        else:
            _rush(Plan(**order))
            _say("done")


def _rush(plan: Plan) -> None:
    """Run the clients until all have done; some turns of the allocator fail after everything was written."""
    from kaitak.service.quotas.allocator.book import Book

    close, chance = Book.close, random.Random(plan.name)

    def fail_sometimes(book: Book) -> None:
        close(book)
        if chance.random() < plan.aborts:
            raise Aborted

    Book.close = fail_sometimes  # type: ignore[method-assign]
    threads = [threading.Thread(target=_run, args=(plan, client)) for client in range(plan.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    Book.close = close  # type: ignore[method-assign]


def _run(plan: Plan, client: int) -> None:
    from tests.quotas.rush import ways

    send: Callable[..., dict[str, Any]] = getattr(ways, plan.way)
    chance = random.Random(f"{plan.name}-{client}")
    for case in plan.cases(client):
        pool = chance.choices(POOLS, WEIGHTS)[0]
        began = time.perf_counter()
        told = _until_told(send, case, pool, abort=chance.random() < plan.aborts)
        told |= {"case": case, "pool": pool, "seconds": time.perf_counter() - began, "at": time.time()}
        if told["state"] == "held" and chance.random() < plan.pays:
            told["paid"] = _until_told(ways.pay, case, pool, abort=chance.random() < plan.aborts)["state"]
        _say(told)
    connection.close()


def _say(told: Any) -> None:
    with _mouth:
        print(json.dumps(told), file=_answers, flush=True)


def _until_told(send: Callable[..., dict[str, Any]], case: str, pool: str, *, abort: bool) -> dict[str, Any]:
    """Ask until there is an answer, as a browser's retry would: the same key each time, the server up or down."""
    for _ in range(400):
        try:
            told = send(case, pool, datetime.now(UTC), abort=abort)
            if told["state"] != "queued":
                return told
        except Aborted:
            abort = False
        except Error:
            connection.close()
            time.sleep(0.05)
    return {"state": "unanswered"}


if __name__ == "__main__":
    main()
