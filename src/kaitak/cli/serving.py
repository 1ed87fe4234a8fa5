"""Run web, tasks and clock as child processes of one command."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from kaitak.cli.service import start_django


def serve_all(only: str) -> None:
    """Run the parts of the service until one of them ends or Ctrl-C, then end all of them."""
    if only == "tasks":
        run_tasks()
        return
    children = [_web()] if only == "web" else [_web(), _tasks()]
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        print("A part of the service ended, so all of it ends; see above why.", file=sys.stderr)
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(15)


def run_tasks() -> None:
    """Do what is due, second by second, until stopped."""
    start_django()
    from kaitak.service.portals.clock.now import tick_now

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while True:
            tick_now()
            time.sleep(1)
    except KeyboardInterrupt:
        return


def _web() -> "subprocess.Popen[bytes]":
    from kaitak.service.config.environment import environment

    env = environment()
    granian = Path(sys.executable).with_name("granian")
    host = "127.0.0.1" if env.is_sandbox else "0.0.0.0"  # noqa: S104  in production a proxy or container stands before it
    options = ["--interface", "wsgi", "--workers", str(env.web_workers), "--blocking-threads", "8", "--no-ws"]
    target = "kaitak.service.config.wsgi:application"
    command = [str(granian), *options, "--host", host, "--port", str(env.port), target]
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603


def _tasks() -> "subprocess.Popen[bytes]":
    command = [str(Path(sys.executable).with_name("kaitak")), "serve", "--only", "tasks"]
    return subprocess.Popen(command, env=dict(os.environ), start_new_session=True)  # noqa: S603


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
