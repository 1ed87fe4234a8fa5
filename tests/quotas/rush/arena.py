"""A durable PostgreSQL server with an empty intake, and the processes that rush it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg

from tests.plugins.databases import Server, start_postgresql
from tests.quotas.rush.client import POOLS, Plan

ROOT = Path(__file__).parents[3]
OPEN = """
INSERT INTO quotas_intake (code, cap, held, secured, released, takes, hold_minutes, last_number, log_size, log_peaks)
VALUES ('rush', %s, 0, 0, 0, 'group', 30, 0, 0, '')
"""
TABLES = (
    "quotas_head, quotas_entry, quotas_ticket, quotas_pool, quotas_intake, "
    "audit_record, audit_trail, database_lease"
)


@dataclass(frozen=True)
class Rush:
    """What the clients of one rush were told."""

    told: list[dict[str, Any]]
    seconds: float

    def granted(self) -> list[dict[str, Any]]:
        """Return the answers that gave a place."""
        return [one for one in self.told if one["state"] in {"held", "secured"}]


class Arena:
    """A server, migrated, and a way to rush it."""

    def __init__(self, server: Server, data: str) -> None:
        self.server = server
        self._crew: list[Clients] = []
        self.environment = {
            **os.environ,
            "KAITAK_DATABASE_URL": server.url(),
            "KAITAK_DATA": data,
            "DJANGO_SETTINGS_MODULE": "kaitak.service.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""
        with psycopg.connect(self.server.url()) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def open_intake(self, overall: int, each: int) -> None:
        """Begin with an empty intake."""
        with psycopg.connect(self.server.url()) as connection:
            connection.execute(f"TRUNCATE {TABLES} CASCADE")
            connection.execute(OPEN, [overall])
            for pool in POOLS:
                connection.execute(
                    "INSERT INTO quotas_pool (intake_id, code, cap, held, secured, released) "
                    "SELECT id, %s, %s, 0, 0, 0 FROM quotas_intake",
                    [pool, each],
                )
            connection.execute("ANALYZE quotas_ticket")

    def rush(self, plans: Sequence[Plan], *, meanwhile: Callable[[], None] = lambda: None) -> Rush:
        """Run the plans side by side, ``meanwhile`` beside them, and return what was told."""
        while len(self._crew) < len(plans):
            self._crew.append(Clients(self.environment))
        crew = self._crew[: len(plans)]
        beside = Thread(target=meanwhile)
        began = time.perf_counter()
        readers = [Thread(target=clients.read) for clients in crew]
        for clients, plan in zip(crew, plans, strict=True):
            clients.order(asdict(plan))
        for thread in (beside, *readers):
            thread.start()
        for thread in (*readers, beside):
            thread.join()
        told = [one for clients in crew for one in clients.told]
        assert len(told) == sum(plan.clients * plan.attempts for plan in plans)
        return Rush(told, time.perf_counter() - began)

    def call(self, name: str) -> Any:
        """Return what a function of ``ways`` answers inside the service."""
        if not self._crew:
            self._crew.append(Clients(self.environment))
        return self._crew[0].call(name)

    def migrate(self) -> None:
        """Create the tables."""
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, check=True, env=self.environment, cwd=ROOT)

    def dismiss(self) -> None:
        """End the client processes."""
        for clients in self._crew:
            clients.dismiss()


class Clients:
    """A process of clients, ready for orders."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.told: list[dict[str, Any]] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.quotas.rush.client"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
            cwd=ROOT,
        )
        assert self._hear() == "ready"

    def order(self, order: dict[str, Any]) -> None:
        """Hand over an order."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def read(self) -> None:
        """Collect what the clients are told until they have done."""
        self.told = list(iter(self._hear, "done"))

    def call(self, name: str) -> Any:
        """Return what a function answers."""
        self.order({"call": name})
        return self._hear()

    def dismiss(self) -> None:
        """End the process."""
        self._process.communicate(timeout=20)

    def _hear(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the clients' process has ended"
        return json.loads(line)


def plans(
    *, way: str = "ticket", clients: int = 64, attempts: int, aborts: float = 0.0, pays: float = 0.0
) -> list[Plan]:
    """Divide the clients of a rush over two processes; each client makes its share of ``attempts``."""
    return [
        Plan(f"{way}{process}", clients // 2, attempts // clients, way, aborts, pays) for process in range(2)
    ]


@contextmanager
def arena() -> Iterator[Arena]:
    """Start a durable server and migrate it; stop it at the end."""
    server = start_postgresql(durable=True)
    with tempfile.TemporaryDirectory(prefix="kaitak-rush-") as data:
        try:
            made = Arena(server, data)
            made.migrate()
            yield made
            made.dismiss()
        finally:
            server.stop()
