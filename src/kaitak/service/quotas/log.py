"""Read the public log, prove an entry or that it was only added to, and check all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db.models import QuerySet

from kaitak.seal.heads import Head as SealHead
from kaitak.seal.heads import SignedHead
from kaitak.seal.merkle import Frontier, consistency_proof, inclusion_proof
from kaitak.service.quotas.allocator.book import leaf_of, log_name, numbered
from kaitak.service.quotas.models import Entry, Head, Intake, Ticket
from kaitak.service.vault import signing_key

AFTER = {
    Entry.Kind.HELD: {Entry.Kind.QUEUED},
    Entry.Kind.REFUSED: {Entry.Kind.QUEUED},
    Entry.Kind.SECURED: {Entry.Kind.QUEUED, Entry.Kind.HELD},
    Entry.Kind.RETURNED: {Entry.Kind.HELD},
    Entry.Kind.RELEASED: {Entry.Kind.SECURED},
    Entry.Kind.RESUMED: {Entry.Kind.RELEASED},
}


@dataclass(frozen=True, slots=True)
class LogReport:
    """What checking a log found; no ``faults`` means that nothing was altered, added between or taken out."""

    intake: str
    entries: int
    heads: int
    faults: tuple[str, ...]


def entries(intake: str) -> QuerySet[Entry]:
    """Return an intake's log, the newest entry first."""
    return Entry.objects.filter(intake__code=intake).order_by("-position")


def newest_head(intake: str) -> Head | None:
    """Return the newest head of an intake's log."""
    return Head.objects.select_related("intake").filter(intake__code=intake).order_by("-size").first()


def published(head: Head) -> SignedHead:
    """Return a head as it is published; ``to_json`` writes it."""
    signed = SealHead(log_name(head.intake), head.size, bytes.fromhex(head.root), head.at.astimezone(UTC))
    return SignedHead(signed, "Ed25519", bytes.fromhex(head.signature))


def public_key() -> bytes:
    """Return the raw Ed25519 key that verifies the heads."""
    return signing_key("quota-log").public_key().public_bytes_raw()


def prove_entry(intake: str, position: int, size: int) -> list[bytes]:
    """Return the proof that the entry stands in the log of ``size`` entries; raise UnknownLeaf."""
    return inclusion_proof(_leaves(intake, size), position)


def prove_growth(intake: str, old_size: int, size: int) -> list[bytes]:
    """Return the proof that the log of ``size`` entries continues that of ``old_size``; raise UnknownLeaf."""
    return consistency_proof(_leaves(intake, size), old_size)


def check_log(intake: str) -> LogReport:
    """Compute every leaf, head and signature of a log anew, and hold the entries against each other and the tickets."""
    found = Intake.objects.get(code=intake)
    logged = list(Entry.objects.filter(intake=found).order_by("position"))
    heads = list(Head.objects.select_related("intake").filter(intake=found).order_by("size"))
    faults = (*_faulty_leaves(logged, log_name(found)), *_faulty_heads(logged, heads))
    return LogReport(
        intake, len(logged), len(heads), (*faults, *_faulty_lives(logged), *_unlogged(found, logged))
    )


def _leaves(intake: str, size: int) -> list[bytes]:
    rows = Entry.objects.filter(intake__code=intake, position__lt=size).order_by("position")
    return [bytes.fromhex(leaf) for leaf in rows.values_list("leaf", flat=True)]


def _faulty_leaves(logged: list[Entry], name: str) -> Iterator[str]:
    for position, entry in enumerate(logged):
        if entry.position != position:
            yield f"entry {position} is missing"
            return
        if leaf_of(entry, name).hex() != entry.leaf:
            yield f"entry {position} was altered"


def _faulty_heads(logged: list[Entry], heads: list[Head]) -> Iterator[str]:
    """Compare each head with the root over the first ``size`` entries: then every head continues those before."""
    key, frontier, remaining = signing_key("quota-log").public_key(), Frontier(), iter(logged)
    for head in heads:
        while frontier.size < head.size and (entry := next(remaining, None)) is not None:
            frontier = frontier.append(bytes.fromhex(entry.leaf))
        if (frontier.size, frontier.root.hex()) != (head.size, head.root):
            yield f"head {head.size} is not the root over its entries"
        if not published(head).holds(key):
            yield f"head {head.size} is not signed by this log's key"
    if next(remaining, None) is not None:
        yield "the last entries stand under no head"


def _faulty_lives(logged: list[Entry]) -> Iterator[str]:
    """Numbers follow each other without a gap, and a ticket's events come in an order that can be."""
    last: dict[int, str] = {}
    for entry in logged:
        if entry.kind == Entry.Kind.QUEUED and entry.number != len(last) + 1:
            yield f"ticket {entry.number} is logged out of turn"
        if entry.kind != Entry.Kind.QUEUED and last.get(entry.number) not in AFTER[Entry.Kind(entry.kind)]:
            yield f"ticket {entry.number} cannot be {entry.kind} at entry {entry.position}"
        last[entry.number] = entry.kind


def _unlogged(intake: Intake, logged: list[Entry]) -> Iterator[str]:
    """The last event of every ticket is the state that was counted."""
    last = {entry.number: entry.kind for entry in logged}
    rows = Ticket.objects.filter(intake=intake, number__isnull=False)
    for ticket in rows.only("number", "counted", "resumed_at"):
        expected = Entry.Kind.RESUMED if ticket.resumed_at else ticket.counted
        if last.pop(numbered(ticket), None) != expected:
            yield f"ticket {ticket.number} is {expected}, which the log does not say"
    yield from (f"ticket {number} stands in the log alone" for number in last)
