"""Run a module of ours on one file in a process of its own, and bring back its answer.

The child inherits no secret (its environment is made anew), no open file and no database; the file reaches it
and the answer leaves it in memory, never as a named file. It confines its own memory and processor time; here
stand the limits on wall time and on how many children run at once.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO, Protocol

import kaitak
from kaitak.service.documents.inspection.wire import Answer

AT_ONCE = BoundedSemaphore(max(2, os.cpu_count() or 2))


class ChildDied(Exception):
    """The child gave no whole answer: it was stopped by a limit, or fell over the file."""


class Ordered(Protocol):
    """What a child is told."""

    def text(self) -> str: ...


def run(
    module: str, order: Ordered, content: bytes, *, seconds: float, places: BoundedSemaphore = AT_ONCE
) -> Answer:
    """Return the answer of ``module`` to ``order`` about ``content``; raise ChildDied.

    ``places`` bounds how many such children this process runs at once; waiting for a place takes none of
    ``seconds``.
    """
    with places, _nameless_file() as given, _nameless_file() as answered:
        given.write(content)
        given.seek(0)
        try:
            subprocess.run(  # noqa: S603  our own module, arguments of ours
                [sys.executable, "-P", "-s", "-m", module, order.text()],
                stdin=given,
                stdout=answered,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd="/",
                timeout=seconds,
                check=True,
            )
            answered.seek(0)
            return Answer.read(answered)
        except (subprocess.SubprocessError, ValueError, LookupError) as error:
            raise ChildDied(_reason(error)) from error


def _reason(error: Exception) -> str:
    """Return what a log may say: never the file, nor what is in it."""
    if isinstance(error, subprocess.CalledProcessError):
        return f"exit {error.returncode}"
    return type(error).__name__


def _nameless_file() -> BinaryIO:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("kaitak"), "w+b")
    return tempfile.TemporaryFile()


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(kaitak.__file__).parents[1])}
