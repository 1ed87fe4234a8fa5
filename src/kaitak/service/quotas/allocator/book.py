"""What one turn of the allocator writes: counts, log entries under a signed head, audit records."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from kaitak.seal.canonical import Value, canonical_json
from kaitak.seal.heads import Head as SealHead
from kaitak.seal.heads import sign_head
from kaitak.seal.merkle import Frontier, leaf_hash
from kaitak.service.audit.services import Change, record_all
from kaitak.service.database.bulk import update_rows
from kaitak.service.people.actors import CLOCK
from kaitak.service.quotas.models import Entry, Head, Intake, Pool, Ticket
from kaitak.service.vault import signing_key

COUNTS = {"held": "held", "secured": "secured", "released": "released"}
_ROOT_BYTES = 32


def log_name(intake: Intake) -> str:
    """Return the name under which an intake's heads are signed."""
    return f"quota:{intake.code}"


def leaf_of(entry: Entry, log: str) -> bytes:
    """Return the hash of an entry as the hash tree has it."""
    content: Mapping[str, Value] = {
        "at": entry.at.astimezone(UTC).isoformat(),
        "kind": str(entry.kind),
        "log": log,
        "number": entry.number,
        "pool": entry.pool,
        "position": entry.position,
        "secret": entry.secret_digest,
    }
    return leaf_hash(canonical_json(content))


def numbered(ticket: Ticket) -> int:
    """Return the number of a ticket that has been answered."""
    if ticket.number is None:
        raise ValueError(f"Ticket {ticket.pk} has no number before it is answered.")
    return ticket.number


def frontier_of(intake: Intake) -> Frontier:
    """Return what is needed to add to an intake's log."""
    peaks = bytes.fromhex(intake.log_peaks)
    roots = tuple(peaks[start : start + _ROOT_BYTES] for start in range(0, len(peaks), _ROOT_BYTES))
    return Frontier(intake.log_size, roots)


class Book:
    """The changes of one turn over a locked intake. Nothing is written before :meth:`close`."""

    def __init__(self, intake: Intake, at: datetime) -> None:
        self.intake, self.at = intake, at
        self.pools: dict[int, Pool] = {pool.pk: pool for pool in intake.pools.all()}
        self._frontier = frontier_of(intake)
        self._entries: list[Entry] = []
        self._changes: list[Change] = []

    def move(self, ticket: Ticket, before: str, after: str) -> None:
        """Count the ticket's places under ``after`` instead of ``before``, in its pool and in the intake."""
        for level in (self.pools[ticket.pool_id], self.intake):
            for state, step in ((before, -ticket.places), (after, ticket.places)):
                if state in COUNTS:
                    setattr(level, COUNTS[state], getattr(level, COUNTS[state]) + step)

    def log(self, ticket: Ticket, kind: str, at: datetime) -> None:
        """Add an entry to the public log."""
        entry = Entry(
            intake=self.intake,
            position=self._frontier.size,
            number=numbered(ticket),
            pool=self.pools[ticket.pool_id].code,
            kind=kind,
            at=at,
            secret_digest=sha256(ticket.secret.encode()).hexdigest(),
        )
        leaf = leaf_of(entry, log_name(self.intake))
        entry.leaf = leaf.hex()
        self._frontier = self._frontier.append(leaf)
        self._entries.append(entry)

    def note(self, ticket: Ticket, event: str) -> None:
        """Add an audit record of the ticket's case; the allocator acts as the clock."""
        pool = self.pools[ticket.pool_id].code
        details = {"ticket": ticket.pk, "number": ticket.number, "pool": pool, "reason": str(ticket.reason)}
        self._changes.append(Change(event, ticket.case, str(ticket.pk), details))

    def close(self) -> None:
        """Write everything."""
        if not self._entries:
            return
        self.intake.log_size = self._frontier.size
        self.intake.log_peaks = b"".join(self._frontier.peaks).hex()
        Entry.objects.bulk_create(self._entries)
        self._sign()
        update_rows(list(self.pools.values()), list(COUNTS.values()))
        self.intake.save(update_fields=[*COUNTS.values(), "last_number", "log_size", "log_peaks"])
        record_all(self._changes, by=CLOCK, at=self.at)

    def _sign(self) -> None:
        root, at = self._frontier.root, self.at.astimezone(UTC)
        signed = sign_head(
            SealHead(log_name(self.intake), self._frontier.size, root, at), signing_key("quota-log")
        )
        Head.objects.create(
            intake=self.intake,
            size=self._frontier.size,
            root=root.hex(),
            at=at,
            signature=signed.signature.hex(),
        )
