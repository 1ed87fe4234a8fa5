"""Run web, tasks and clock as child processes of one command."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

import typer

from kaitak.cli.service import start_django

GRACE_SECONDS = 15
AFTER_A_FAULT_SECONDS = 5
Child = subprocess.Popen[bytes]


def serve_all(only: str, *, when_ready: Callable[[], None] | None = None) -> None:
    """Run the parts of the service until one of them ends or Ctrl-C, then end all of them."""
    if only == "tasks":
        run_tasks()
        return
    host, port = _address()
    _check_port_is_free(host, port)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    children = [_web(host, port)] if only == "web" else [_web(host, port), _tasks()]
    try:
        status = _watch(children, port, when_ready)
    except KeyboardInterrupt:
        status = 0
    finally:
        _end(children)
    if status:
        raise typer.Exit(status)


def run_tasks() -> None:
    """Do what is due, second by second, until stopped; a job that has begun is finished first."""
    start_django()
    from django.db import DatabaseError

    from kaitak.service.portals.clock.now import tick_now

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    pause = 0.0
    while not stop.wait(pause):
        try:
            tick_now()
            pause = 1
        except DatabaseError as error:
            typer.echo(f"The tasks wait for the database: {error}", err=True)
            pause = AFTER_A_FAULT_SECONDS


def _address() -> tuple[str, int]:
    from kaitak.service.config.environment import environment

    env = environment()
    host = "127.0.0.1" if env.is_sandbox else "0.0.0.0"  # noqa: S104  in production a proxy or container stands before it
    return host, env.port


def _check_port_is_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            advice = f"Choose another: make run PORT={port + 1}, or KAITAK_PORT={port + 1}."
            typer.echo(f"Port {port} cannot be used ({error.strerror}). {advice}", err=True)
            raise typer.Exit(2) from error


def _web(host: str, port: int) -> Child:
    from kaitak.service.config.environment import environment

    env = environment()
    options = ["--interface", "wsgi", "--workers", str(env.web_workers), "--blocking-threads", "8", "--no-ws"]
    where = ["--host", host, "--port", str(port), "--log-level", "error" if env.is_sandbox else "info"]
    return _start([str(_beside("granian")), *options, *where, "kaitak.service.config.wsgi:application"])


def _tasks() -> Child:
    return _start([str(_beside("kaitak")), "serve", "--only", "tasks"])


def _start(command: Sequence[str]) -> Child:
    # A session of its own: Ctrl-C reaches this process alone, which then ends its children in order.
    return subprocess.Popen(command, env=dict(os.environ), start_new_session=True)  # noqa: S603


def _beside(program: str) -> Path:
    return Path(sys.executable).with_name(program)


def _watch(children: Sequence[Child], port: int, when_ready: Callable[[], None] | None) -> int:
    """Wait until a child ends, saying once when pages are served; return the exit status to end with."""
    waiting = when_ready
    while all(child.poll() is None for child in children):
        if waiting and _answers(port):
            waiting()
            waiting = None
        time.sleep(0.2)
    ended = next(child for child in children if child.returncode is not None)
    typer.echo(f"{_name(ended)} ended with status {ended.returncode}; the rest is ended too.", err=True)
    return 1


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _name(child: Child) -> str:
    words = child.args if isinstance(child.args, list) else []
    return "The web server" if any("granian" in str(word) for word in words) else "The tasks' process"


def _end(children: Sequence[Child]) -> None:
    """Ask every child to end, and make those end that have not after a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in children:
        child.terminate()
    last = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, last - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
