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
        processes = [self._start(plan) for plan in plans]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == '"ready"'
        began = time.perf_counter()
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        beside = Thread(target=meanwhile)
        beside.start()
        outputs = [process.communicate()[0] for process in processes]
        seconds = time.perf_counter() - began
        beside.join()
        assert [process.returncode for process in processes] == [0] * len(processes)
        told = [json.loads(line) for output in outputs for line in output.splitlines()]
        assert len(told) == sum(plan.clients * plan.attempts for plan in plans)
        return Rush(told, seconds)

    def manage(self, code: str) -> str:
        """Run a line of Python inside the service and return what it prints."""
        setup = "import django; django.setup(); "
        command = [sys.executable, "-c", setup + code]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=self.environment, cwd=ROOT
        ).stdout

    def _start(self, plan: Plan) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.quotas.rush.client"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self.environment,
            cwd=ROOT,
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(asdict(plan)) + "\n")
        process.stdin.flush()
        return process


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
            made.manage(
                "from django.core.management import call_command; call_command('migrate', verbosity=0)"
            )
            yield made
        finally:
            server.stop()
