"""A log that cannot be altered unseen: the hash tree of RFC 6962, section 2.1.

Leaves are handed over as bytes, or as hashes where the caller has kept them. A :class:`Frontier`
is all that is needed to add to a log of any length; proofs need the leaf hashes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from kaitak.seal.errors import UnknownLeaf

EMPTY_ROOT = sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf, which no inner node can have."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A log's size and the roots of its whole subtrees, the largest first.

    Adding a leaf makes a new frontier: ``Frontier().append(leaf_hash(b"…"))``.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.peaks) != self.size.bit_count():
            raise UnknownLeaf(
                f"A log of {self.size} leaves has {self.size.bit_count()} whole subtrees.", size=self.size
            )

    def append(self, hashed: bytes) -> "Frontier":
        """Return the frontier with one more leaf, given by its hash."""
        peaks, node, size = list(self.peaks), hashed, self.size
        while size & 1:
            node = node_hash(peaks.pop(), node)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, node))

    @property
    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaves given by their hashes."""
    frontier = Frontier()
    for hashed in hashes:
        frontier = frontier.append(hashed)
    return frontier.root


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of leaf ``index`` in the log of exactly these leaves."""
    if not 0 <= index < len(hashes):
        raise UnknownLeaf(
            f"A log of {len(hashes)} leaves has no leaf {index}.", index=index, size=len(hashes)
        )
    if len(hashes) == 1:
        return []
    split = _split(len(hashes))
    if index < split:
        return [*inclusion_proof(hashes[:split], index), root(hashes[split:])]
    return [*inclusion_proof(hashes[split:], index - split), root(hashes[:split])]


def consistency_proof(hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return the proof that the log of these leaves continues its own first ``old_size``."""
    if not 0 < old_size <= len(hashes):
        raise UnknownLeaf(
            f"A log of {len(hashes)} leaves never had {old_size}.", index=old_size, size=len(hashes)
        )
    return _subproof(hashes, old_size, whole=True)


def includes(proof: Sequence[bytes], *, hashed: bytes, index: int, size: int, root: bytes) -> bool:
    """Return whether ``proof`` shows the leaf at ``index`` of the log of ``size`` under ``root``."""
    if not 0 <= index < size:
        return False
    node, place, last = hashed, index, size - 1
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(other, node)
            place, last = _climb(place, last)
        else:
            node = node_hash(node, other)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def continues(proof: Sequence[bytes], *, old_size: int, old_root: bytes, size: int, root: bytes) -> bool:
    """Return whether ``proof`` shows the log under ``root`` to continue the one under ``old_root``."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == root
    path = ([old_root] if old_size.bit_count() == 1 else []) + list(proof)
    if not path:
        return False
    return _walk(path, old_size, size) == (old_root, root)


def _walk(path: Sequence[bytes], old_size: int, size: int) -> tuple[bytes, bytes] | None:
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for other in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old, new = node_hash(other, old), node_hash(other, new)
            place, last = _climb(place, last)
        else:
            new = node_hash(new, other)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else None


def _climb(place: int, last: int) -> tuple[int, int]:
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _subproof(hashes: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(hashes):
        return [] if whole else [root(hashes)]
    split = _split(len(hashes))
    if old_size <= split:
        return [*_subproof(hashes[:split], old_size, whole=whole), root(hashes[split:])]
    return [*_subproof(hashes[split:], old_size - split, whole=False), root(hashes[:split])]


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1
