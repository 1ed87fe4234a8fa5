"""Two people upload into the last place of a slot at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from kaitak.service.audit.models import Record
from kaitak.service.documents.errors import FileRefused
from kaitak.service.documents.models import Upload
from kaitak.service.documents.selectors import uploads_of
from kaitak.service.documents.services import store as storing
from tests.documents import files
from tests.documents.conftest import CASE

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
CLIENTS = 6


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Real concurrent clients need PostgreSQL.")


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every client have its file in the store before the first writes a row."""
    barrier, put = Barrier(CLIENTS, timeout=60), storing._put

    def wait_and_put(*arguments: object, **others: object) -> Upload:
        barrier.wait()
        return put(*arguments, **others)

    monkeypatch.setattr(storing, "_put", wait_and_put)


def test_one_place_is_given_once(store: Callable[..., Upload], folder: Path, together: None) -> None:
    def upload(number: int) -> str:
        try:
            store(files.jpeg(shade=number), max_files=1)
        except FileRefused as error:
            return error.code
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(CLIENTS) as clients:
        outcomes = sorted(clients.map(upload, range(CLIENTS)))

    assert outcomes == ["stored"] + ["too_many_files"] * (CLIENTS - 1)
    assert uploads_of(CASE).count() == 1
    assert Record.objects.filter(event="document.stored").count() == 1
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 3


def test_the_same_file_twice_at_once_is_kept_once(
    store: Callable[..., Upload], folder: Path, together: None
) -> None:
    def upload(number: int) -> str:
        try:
            store(files.jpeg())
        except FileRefused as error:
            return error.code
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(CLIENTS) as clients:
        outcomes = sorted(clients.map(upload, range(CLIENTS)))

    assert outcomes == ["same_file_again"] * (CLIENTS - 1) + ["stored"]
    assert uploads_of(CASE).count() == 1
