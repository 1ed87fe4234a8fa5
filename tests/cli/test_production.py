"""With the settings of docs/production.md the service starts, and has nothing of the sandbox."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import KAITAK, Run, Start, environment, free_port, status_of, wait_for
from tests.plugins.databases import start_postgresql

KEYS = {"KAITAK_SECRET_KEY": "a" * 64, "KAITAK_MASTER_KEY": "b" * 64}
BEHIND_A_PROXY = {"X-Forwarded-Proto": "https", "Host": "visa.example.org"}


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The settings of an installation whose database and static files are ready."""
    server = start_postgresql()
    folder = tmp_path_factory.mktemp("production")
    settings = {
        **KEYS,
        "KAITAK_MODE": "production",
        "KAITAK_DATA": str(folder),
        "KAITAK_DATABASE_URL": server.url(),
        "KAITAK_HOSTS": '["visa.example.org"]',
        "KAITAK_PUBLIC_URL": "https://visa.example.org",
        "KAITAK_PAYMENT_PROVIDER": "stripe",
        "KAITAK_STRIPE_SECRET_KEY": "sk_test_nobody",
        "KAITAK_STRIPE_WEBHOOK_SECRET": "whsec_nobody",
        "KAITAK_METRICS_TOKEN": "a token",
        "KAITAK_EMAIL_URL": "smtp://localhost:25",
    }
    try:
        _manage(folder, settings, "migrate", "--verbosity", "0")
        _manage(folder, settings, "collectstatic", "--no-input", "--verbosity", "0")
        yield settings
    finally:
        server.stop()


def _manage(folder: Path, settings: dict[str, str], *command: str) -> None:
    done = subprocess.run(
        [KAITAK, "manage", *command],
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_service_starts_and_the_sandbox_is_not_there(start: Start, production: dict[str, str]) -> None:
    port = free_port()
    process = start("serve", **production, KAITAK_PORT=str(port))
    site = f"http://127.0.0.1:{port}"

    assert wait_for(f"{site}/readyz", process) is not None

    assert status_of(f"{site}/readyz", BEHIND_A_PROXY) == 200
    assert status_of(f"{site}/en/", BEHIND_A_PROXY) == 200
    assert status_of(f"{site}/en/sandbox/mail", BEHIND_A_PROXY) == 404
    assert status_of(f"{site}/en/", {"X-Forwarded-Proto": "https", "Host": "elsewhere.example"}) == 400
    assert status_of(f"{site}/metrics", BEHIND_A_PROXY) in {401, 403, 404}
    assert status_of(f"{site}/metrics", {**BEHIND_A_PROXY, "Authorization": "Bearer a token"}) == 200
    assert process.poll() is None


def test_the_settings_pass_the_checks_of_a_deployment(kaitak: Run, production: dict[str, str]) -> None:
    ended = kaitak("manage", "check", "--deploy", "--fail-level", "ERROR", **production)

    assert ended.returncode == 0, ended.stderr


def test_demonstration_accounts_are_refused(kaitak: Run) -> None:
    ended = kaitak("demo", "prepare", KAITAK_MODE="production", **KEYS)

    assert ended.returncode == 2
    assert ended.stderr.splitlines() == ["kaitak demo works only with KAITAK_MODE=sandbox."]


def test_the_sandbox_s_payments_are_refused(kaitak: Run) -> None:
    ended = kaitak("manage", "check", KAITAK_MODE="production", **KEYS)

    assert ended.returncode == 1
    assert "payments.E001" in ended.stderr


@pytest.mark.parametrize("missing", sorted(KEYS))
def test_a_missing_secret_stops_the_start(kaitak: Run, missing: str) -> None:
    given = {name: value for name, value in KEYS.items() if name != missing}

    ended = kaitak("tick", KAITAK_MODE="production", **given)

    assert ended.returncode != 0
    assert f"Set {missing}: in production it must be given" in ended.stderr
