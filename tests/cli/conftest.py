"""The command as a person runs it: a process of its own, in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

KAITAK = str(Path(sys.executable).with_name("kaitak"))
LONGEST_START = 180
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that is set up."""
    folder = tmp_path_factory.mktemp("data")
    done = subprocess.run(
        [KAITAK, "demo", "prepare"], env=environment(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return an environment without the settings of the test run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAITAK_", "DJANGO_"))}
    return {**kept, "KAITAK_DATA": str(data), "KAITAK_WEB_WORKERS": "1", **more}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(address: str, headers: Mapping[str, str] | None = None) -> int | None:
    """Return the HTTP status of an address; None where nobody answers."""
    try:
        request = urllib.request.Request(address, headers=dict(headers or {}))
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return None


def wait_for(address: str, process: "subprocess.Popen[str]") -> int | None:
    """Wait for a program outside to answer; give up when it ends."""
    for _ in range(LONGEST_START * 5):
        status = status_of(address)
        if status is not None or process.poll() is not None:
            return status
        time.sleep(0.2)
    return None


@pytest.fixture
def kaitak(data: Path) -> Run:
    """Run a command to its end."""

    def run(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [KAITAK, *arguments], env=environment(data, **more), capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """Start a command that goes on; it is ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, **more: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [KAITAK, *arguments],
            env=environment(data, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
