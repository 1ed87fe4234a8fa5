from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction

from kaitak.seal import merkle
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.quotas import log
from kaitak.service.quotas.models import Entry, Head, Ticket
from kaitak.service.quotas.services import (
    allocate,
    announce_resumption,
    expire_holds,
    release,
    resume_due,
    secure,
)
from tests.quotas.conftest import Send

HOUR = timedelta(hours=1)


def kinds() -> list[tuple[int, str]]:
    """Return the whole log as numbers and kinds."""
    return list(Entry.objects.order_by("position").values_list("number", "kind"))


@pytest.fixture
def lived(send: Send, supervisor: Actor, noon: datetime) -> list[Ticket]:
    """Tickets that have met everything a ticket can meet."""
    tickets = [send(name) for name in "abcd"]
    secure(tickets[0].pk, by=CLOCK, at=noon)
    allocate(noon)
    release(tickets[0].pk, "refused", by=supervisor, at=noon)
    announce_resumption("sample", None, noon + HOUR, by=supervisor, at=noon)
    expire_holds(noon + HOUR)
    resume_due(noon + HOUR)
    return tickets


def test_every_event_of_a_ticket_stands_in_the_log_once(lived: list[Ticket]) -> None:
    assert kinds() == [
        (1, "queued"),
        (1, "held"),
        (2, "queued"),
        (2, "held"),
        (3, "queued"),
        (3, "held"),
        (4, "queued"),
        (4, "refused"),
        (1, "secured"),
        (1, "released"),
        (2, "returned"),
        (3, "returned"),
        (1, "resumed"),
    ]


def test_an_untouched_log_has_no_fault(lived: list[Ticket]) -> None:
    report = log.check_log("sample")

    assert report.faults == ()
    assert (report.entries, report.heads) == (13, Head.objects.count())


def test_the_log_tells_a_ticket_apart_by_the_digest_of_its_secret(lived: list[Ticket]) -> None:
    own = Entry.objects.filter(secret_digest=sha256(lived[2].secret.encode()).hexdigest())

    assert set(own.values_list("number", flat=True)) == {3}
    assert {field.name for field in Entry._meta.get_fields()}.isdisjoint({"case", "person_digest", "secret"})


@pytest.mark.parametrize("model", [Entry, Head])
@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(at=None), lambda rows: rows._raw_delete("default")]
)
def test_the_database_refuses_to_alter_the_log(model, change, lived: list[Ticket]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(model.objects.all())


def _past_the_triggers(statement: str) -> None:
    """Change the log as somebody with the database in hand could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'quotas_%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE quotas_entry SET pool = 'lift' WHERE position = 2", "entry 2 was altered"),
        ("DELETE FROM quotas_entry WHERE position = 3", "entry 3 is missing"),
        ("DELETE FROM quotas_entry WHERE position = 12", "head 13 is not the root over its entries"),
        ("DELETE FROM quotas_head WHERE size = 13", "the last entries stand under no head"),
        (f"UPDATE quotas_head SET root = '{'0' * 64}' WHERE size = 2", "head 2 is not the root"),
        (f"UPDATE quotas_head SET signature = '{'0' * 128}' WHERE size = 2", "head 2 is not signed"),
        ("UPDATE quotas_ticket SET counted = 'held', state = 'held' WHERE number = 2", "ticket 2 is held"),
    ],
)
def test_whatever_is_altered_is_seen(statement: str, fault: str, lived: list[Ticket]) -> None:
    _past_the_triggers(statement)

    assert any(found.startswith(fault) for found in log.check_log("sample").faults)


def test_an_entry_is_proved_under_the_newest_head_alone(lived: list[Ticket]) -> None:
    head, entry = log.newest_head("sample"), Entry.objects.get(position=5)

    proof = log.prove_entry("sample", 5, head.size)

    assert merkle.includes(
        proof, hashed=bytes.fromhex(entry.leaf), index=5, size=head.size, root=bytes.fromhex(head.root)
    )


def test_every_head_is_proved_to_continue_the_one_before(lived: list[Ticket]) -> None:
    heads = list(Head.objects.order_by("size"))

    for old, new in pairwise(heads):
        assert merkle.continues(
            log.prove_growth("sample", old.size, new.size),
            old_size=old.size,
            old_root=bytes.fromhex(old.root),
            size=new.size,
            root=bytes.fromhex(new.root),
        )


def test_a_published_head_carries_the_signature_of_the_log(lived: list[Ticket]) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signed = log.published(log.newest_head("sample"))

    assert signed.check(Ed25519PublicKey.from_public_bytes(log.public_key())).size == 13
