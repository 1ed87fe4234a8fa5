"""The service as one command: it starts, it ends, it says what is wrong."""

import signal
import socket
from pathlib import Path

from tests.cli.conftest import Run, Start, free_port, wait_for


def children_of(number: int) -> list[str]:
    return Path(f"/proc/{number}/task/{number}/children").read_text().split()


def test_the_sandbox_serves_pages_and_ends_with_all_its_children(start: Start) -> None:
    port = free_port()
    process = start("demo", "start", KAITAK_PORT=str(port), KAITAK_PUBLIC_URL=f"http://localhost:{port}")

    page = wait_for(f"http://localhost:{port}/en/", process)
    children = children_of(process.pid)
    process.send_signal(signal.SIGINT)
    told, _ = process.communicate(timeout=60)

    assert page == 200
    assert process.returncode == 0
    assert len(children) == 2
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []
    assert f"Kaitak is served at http://localhost:{port}/" in told
    assert "supervisor@demo.kaitak.invalid" in told


def test_only_the_web_is_served_where_that_is_asked(start: Start) -> None:
    port = free_port()
    process = start("serve", "--only", "web", KAITAK_PORT=str(port))

    health = wait_for(f"http://localhost:{port}/healthz", process)

    assert health == 200
    assert len(children_of(process.pid)) == 1


def test_a_port_that_is_taken_is_said_in_one_line(kaitak: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = kaitak("serve", "--only", "web", KAITAK_PORT=str(port))

    assert ended.returncode == 2
    advice = f"Choose another: make run PORT={port + 1}, or KAITAK_PORT={port + 1}."
    assert ended.stderr == f"Port {port} cannot be used (Address already in use). {advice}\n"


def test_an_unknown_part_is_refused(kaitak: Run) -> None:
    ended = kaitak("serve", "--only", "mail")

    assert ended.returncode == 2
    assert "--only takes web or tasks" in ended.stderr


def test_a_tick_does_what_is_due(kaitak: Run) -> None:
    ended = kaitak("tick")

    assert (ended.returncode, ended.stderr) == (0, "")


def test_setting_up_again_keeps_the_accounts(kaitak: Run, data: Path) -> None:
    before = (data / "keys" / "demo.json").read_text()

    again = kaitak("demo", "prepare")
    code = kaitak("demo", "code", "officer1")

    assert (again.returncode, again.stderr) == (0, "")
    assert (data / "keys" / "demo.json").read_text() == before
    assert len(code.stdout.strip()) == 6
