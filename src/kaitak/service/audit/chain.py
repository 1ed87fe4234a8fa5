"""The chain over the audit records: every record a leaf (RFC 6962), every head signed."""

from datetime import datetime

from django.db import transaction

from kaitak.seal import Head as LogHead
from kaitak.seal import SignedHead, canonical_json, sign_head
from kaitak.seal.merkle import Frontier, leaf_hash
from kaitak.service.audit.models import Head, Record, Sealed
from kaitak.service.vault import signing_key

LOG = "kaitak-audit"


@transaction.atomic
def seal(*, at: datetime, most: int = 1000) -> int:
    """Give every committed record that has none its place in the chain and sign the new head; return how many.

    One sealer runs at a time (its job holds a lease), in transactions of its own: no change waits for it.
    """
    new = list(Record.objects.filter(sealed=None).order_by("pk")[:most])
    if not new:
        return 0
    frontier = _frontier()
    rows = []
    for record in new:
        leaf = leaf_hash(leaf_of(record))
        rows.append(Sealed(position=frontier.size, record=record, leaf=leaf.hex()))
        frontier = frontier.append(leaf)
    Sealed.objects.bulk_create(rows)
    signed = sign_head(LogHead(LOG, frontier.size, frontier.root, at), signing_key("audit"))
    Head.objects.create(size=frontier.size, root=frontier.root.hex(), at=at, signed=signed.to_json().decode())
    return len(rows)


def leaf_of(record: Record) -> bytes:
    """Return the bytes of a record that its leaf is the hash of."""
    return canonical_json(
        {
            "case": record.case,
            "number": record.number,
            "event": record.event,
            "about": record.about,
            "actor_kind": record.actor_kind,
            "actor": record.actor,
            "on_behalf_of": record.on_behalf_of,
            "at": int(record.at.timestamp() * 1_000_000),
            "details": record.details,
        }
    )


def faults() -> list[str]:
    """Recompute the whole chain and return what does not hold; empty where nothing was altered."""
    found: list[str] = []
    heads = {head.size: head for head in Head.objects.all()}
    frontier, gaps = Frontier(), set(range(Sealed.objects.count()))
    for row in Sealed.objects.select_related("record").order_by("position").iterator():
        gaps.discard(row.position)
        leaf = leaf_hash(leaf_of(row.record))
        if leaf.hex() != row.leaf:
            found.append(f"record {row.record.case} {row.record.number} was altered after it was sealed")
        frontier = frontier.append(leaf)
        if (head := heads.pop(frontier.size, None)) is not None:
            found += _faults_of(head, frontier)
    found += [f"position {gap} of the chain is missing" for gap in sorted(gaps)]
    return found + [f"the head of {size} records has no records under it" for size in heads]


def _faults_of(head: Head, frontier: Frontier) -> list[str]:
    signed = SignedHead.from_json(head.signed.encode())
    found = []
    if not signed.holds(signing_key("audit").public_key()):
        found.append(f"the head of {head.size} records is not signed by this installation")
    if signed.head.root != frontier.root:
        found.append(f"the records under the head of {head.size} are not those that were signed")
    return found


def _frontier() -> Frontier:
    frontier = Frontier()
    for leaf in Sealed.objects.order_by("position").values_list("leaf", flat=True).iterator():
        frontier = frontier.append(bytes.fromhex(leaf))
    return frontier
