"""On PostgreSQL a later row waits for an earlier one that is not committed yet."""

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from django.db import connection

from kaitak.service.database.horizon import settled
from kaitak.service.quotas.models import Intake, Ticket
from kaitak.service.quotas.services import Terms, set_terms

INSERT = """
INSERT INTO quotas_ticket (intake_id, pool_id, "case", places, person_digest, key, secret, paid, state, counted,
                           reason, sent_at)
SELECT intake_id, id, %(name)s, 1, %(name)s, %(name)s, '', false, 'queued', 'queued', '', now()
FROM quotas_pool
"""


@pytest.fixture
def earlier(transactional_db: None, noon: datetime) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """A connection that has inserted a ticket and not committed it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    set_terms(Terms("sample", 5, "group", 30), at=noon)
    parameters = {**connection.get_connection_params()}
    wanted = {name: parameters[name] for name in ("dbname", "user", "host") if name in parameters}
    with psycopg.connect(**wanted) as other:
        other.execute(INSERT, {"name": "earlier"})
        yield other


def line() -> list[str]:
    """Return the cases that may be answered, in their order."""
    tickets = Ticket.objects.filter(settled(), intake=Intake.objects.get()).order_by("arrival", "pk")
    return list(tickets.values_list("case", flat=True))


def insert(name: str) -> None:
    """Insert a ticket and commit it."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, {"name": name})


def test_a_later_row_waits_for_an_earlier_one(earlier: "psycopg.Connection[tuple[object, ...]]") -> None:
    insert("later")
    waiting = line()

    earlier.commit()

    assert waiting == []
    assert line() == ["earlier", "later"]


def test_a_rolled_back_row_holds_nobody_up(earlier: "psycopg.Connection[tuple[object, ...]]") -> None:
    insert("later")

    earlier.rollback()

    assert line() == ["later"]


def test_a_row_restored_from_another_server_is_settled(
    earlier: "psycopg.Connection[tuple[object, ...]]",
) -> None:
    earlier.commit()
    Ticket.objects.update(arrival=2**60)

    assert line() == ["earlier"]
