"""The meadow's policy, and a PostgreSQL server for the run."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from kaitak.rules import Policy, load_policy
from tests.plugins.databases import start_postgresql
from tests.rules.bulk.meadow import COMPILED, OPEN, write_meadow
from tests.rules.conftest import GARDENS


@pytest.fixture(scope="session")
def meadow(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    folder = tmp_path_factory.mktemp("bulk") / "meadow"
    return load_policy(write_meadow(folder, [*COMPILED, *OPEN]), base=GARDENS)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[psycopg.Connection[Any]]:
    server = start_postgresql()
    with psycopg.connect(server.url(), autocommit=True) as connection:
        yield connection
    server.stop()
