"""The tree of RFC 6962: the vectors of certificate transparency, and a second, naive reckoning."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitak.seal import UnknownLeaf
from kaitak.seal.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    continues,
    includes,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)

# The eight leaves and the roots that every implementation of certificate transparency is tested with.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATH_OF_LEAF_5_OF_8 = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
PROOF_FROM_6_TO_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
PROOF_FROM_2_TO_5 = [
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """Reckon the root straight from the RFC's definition, with nothing of ours."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def hashes(count: int) -> list[bytes]:
    return [leaf_hash(b"leaf %d" % number) for number in range(count)]


def test_the_root_of_an_empty_log_is_the_hash_of_nothing() -> None:
    assert Frontier().root == EMPTY_ROOT == sha256(b"").digest()


def test_roots_are_those_of_certificate_transparency() -> None:
    found = [root([leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() for size in range(1, 9)]

    assert found == ROOTS


def test_audit_paths_are_those_of_certificate_transparency() -> None:
    found = inclusion_proof([leaf_hash(leaf) for leaf in LEAVES], 5)

    assert [node.hex() for node in found] == PATH_OF_LEAF_5_OF_8


@pytest.mark.parametrize(("old", "new", "proof"), [(6, 8, PROOF_FROM_6_TO_8), (2, 5, PROOF_FROM_2_TO_5)])
def test_consistency_proofs_are_those_of_certificate_transparency(
    old: int, new: int, proof: list[str]
) -> None:
    found = consistency_proof([leaf_hash(leaf) for leaf in LEAVES[:new]], old)

    assert [node.hex() for node in found] == proof


def test_a_leaf_can_never_be_taken_for_an_inner_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_a_frontier_has_the_root_the_definition_gives(leaves: list[bytes]) -> None:
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf_hash(leaf))

    assert frontier.root == naive_root(leaves)
    assert Frontier(frontier.size, frontier.peaks) == frontier


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_of_every_log_is_proved_and_only_at_its_place(size: int) -> None:
    leaves = hashes(size)
    top = root(leaves)

    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index)
        shown = [
            includes(proof, hashed=leaf, index=place, size=size, root=top) for place in range(-1, size + 1)
        ]
        assert shown == [place == index for place in range(-1, size + 1)]


@pytest.mark.parametrize("size", range(1, 34))
def test_every_log_is_proved_to_continue_each_earlier_one(size: int) -> None:
    leaves = hashes(size)

    for old in range(1, size + 1):
        proof = consistency_proof(leaves, old)
        old_root = root(leaves[:old])
        assert continues(proof, old_size=old, old_root=old_root, size=size, root=root(leaves))
        assert not continues(proof, old_size=old, old_root=EMPTY_ROOT, size=size, root=root(leaves))
        assert not continues(proof, old_size=old, old_root=old_root, size=size, root=EMPTY_ROOT)
        assert not continues(
            [*proof, EMPTY_ROOT], old_size=old, old_root=old_root, size=size, root=root(leaves)
        )


def test_a_log_rewritten_does_not_continue_the_old_one() -> None:
    leaves = hashes(9)
    rewritten = [leaf_hash(b"another"), *leaves[1:]]

    proof = consistency_proof(rewritten, 5)

    assert not continues(proof, old_size=5, old_root=root(leaves[:5]), size=9, root=root(rewritten))


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1)])
def test_a_leaf_outside_the_log_has_no_path(size: int, index: int) -> None:
    with pytest.raises(UnknownLeaf, match=f"A log of {size} leaves has no leaf {index}"):
        inclusion_proof(hashes(size), index)


def test_a_log_does_not_continue_what_it_never_was() -> None:
    with pytest.raises(UnknownLeaf):
        consistency_proof(hashes(3), 4)

    assert not continues([], old_size=0, old_root=EMPTY_ROOT, size=3, root=root(hashes(3)))


def test_a_frontier_kept_wrongly_is_refused() -> None:
    with pytest.raises(UnknownLeaf, match="whole subtrees"):
        Frontier(3, (EMPTY_ROOT,))
