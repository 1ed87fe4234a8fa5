import re
from datetime import datetime

import pytest
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from kaitak.service.notices.services import Recipient, tell
from kaitak.service.quotas.services import Terms, set_terms

pytestmark = pytest.mark.django_db
LINE = re.compile(r'^[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e+]+$')


def test_a_process_that_answers_is_healthy(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"


def test_a_process_with_its_database_is_ready(client: Client) -> None:
    assert client.get("/readyz").json() == {"ready": True, "wrong": [], "remarks": []}


def test_a_process_without_its_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(MigrationExecutor, "migration_plan", fail)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["wrong"] == ["The database does not answer."]


def test_a_process_with_migrations_to_apply_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: [("x", False)])

    assert client.get("/readyz").json()["wrong"] == ["1 migrations have not been applied."]


def test_the_figures_are_such_as_prometheus_reads(client: Client, noon: datetime) -> None:
    set_terms(Terms("sample", 5, takes="group", hold_minutes=30, pools={"nurse": 3, "lift": 3}), at=noon)
    with transaction.atomic():
        tell("anything", to=Recipient("a@example.org", "en"), case="c", at=noon)

    text = client.get("/metrics").content.decode()

    assert "kaitak_outbox_waiting 1\n" in text
    assert 'kaitak_places_left{intake="sample"} 5\n' in text
    assert 'kaitak_line_oldest_seconds{intake="sample"} 0\n' in text
    assert all(line.startswith("# ") or LINE.match(line) for line in text.splitlines())


def test_in_production_the_figures_need_the_token(client: Client, settings: object) -> None:
    settings.SANDBOX, settings.METRICS_TOKEN = False, "secret"

    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer secret"}).status_code == 200
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 401


def test_looking_does_not_write(client: Client) -> None:
    with connection.execute_wrapper(_refuse_writes):
        for address in ("/healthz", "/readyz", "/metrics"):
            assert client.get(address).status_code == 200


def _refuse_writes(execute, sql, params, many, context):
    assert sql.lstrip().upper().startswith(("SELECT", "PRAGMA", "SAVEPOINT", "RELEASE")), sql
    return execute(sql, params, many, context)
