from datetime import datetime

import pytest
from django.db import connection

from kaitak.service.audit.chain import faults, seal
from kaitak.service.audit.models import Head, Sealed
from kaitak.service.audit.services import record
from kaitak.service.people.actors import CLOCK

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(noon: datetime) -> None:
    for number in range(5):
        record(f"event {number}", case="a", by=CLOCK, at=noon, details={"field": "name"})
        if number == 2:
            seal(at=noon)
    seal(at=noon)


def _past_the_triggers(sql: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def test_every_committed_record_gets_its_place_under_a_signed_head(sealed: None) -> None:
    assert list(Sealed.objects.values_list("position", flat=True)) == [0, 1, 2, 3, 4]
    assert list(Head.objects.values_list("size", flat=True)) == [3, 5]
    assert faults() == []


def test_sealing_when_nothing_is_new_signs_nothing(sealed: None, noon: datetime) -> None:
    assert seal(at=noon) == 0
    assert Head.objects.count() == 2


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE audit_record SET event = 'forged' WHERE number = 2", "record a 2 was altered"),
        ("DELETE FROM audit_sealed WHERE position = 4", "the head of 5 records has no records under it"),
        ("UPDATE audit_sealed SET position = 9 WHERE position = 4", "position 4 of the chain is missing"),
    ],
)
def test_whoever_gets_past_the_triggers_is_still_seen(sealed: None, sql: str, said: str) -> None:
    _past_the_triggers(sql)

    assert any(said in fault for fault in faults())
