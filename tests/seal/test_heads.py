"""Signed heads and canonical JSON."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given
from hypothesis import strategies as st

from kaitak.seal import (
    ForgedList,
    Head,
    MalformedList,
    SealError,
    SignedHead,
    UncanonicalValue,
    UnusableKey,
    canonical_json,
    sign_head,
)
from kaitak.seal.canonical import Value
from kaitak.seal.merkle import EMPTY_ROOT
from kaitak.seal.signatures import PrivateKey

HEAD = Head("quota/tps.2025", 3, EMPTY_ROOT, datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
KEYS: list[PrivateKey] = [
    ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32)),
    ec.derive_private_key(7, ec.SECP256R1()),
]


@pytest.mark.parametrize("key", KEYS, ids=["Ed25519", "ES256"])
def test_a_signed_head_survives_being_published(key: PrivateKey) -> None:
    published = sign_head(HEAD, key).to_json()

    found = SignedHead.from_json(published)

    assert found.check(key.public_key()) == HEAD
    assert found.to_json() == published


def test_an_ed25519_head_has_one_form() -> None:
    assert sign_head(HEAD, KEYS[0]).to_json() == sign_head(HEAD, KEYS[0]).to_json()


@pytest.mark.parametrize("key", KEYS, ids=["Ed25519", "ES256"])
def test_a_head_that_was_altered_is_refused(key: PrivateKey) -> None:
    forged = replace(sign_head(HEAD, key), head=replace(HEAD, size=2))

    with pytest.raises(ForgedList, match="not signed by this key"):
        forged.check(key.public_key())


def test_a_head_of_another_kind_of_key_does_not_hold() -> None:
    assert not sign_head(HEAD, KEYS[0]).holds(KEYS[1].public_key())


def test_a_head_without_an_offset_is_refused() -> None:
    with pytest.raises(MalformedList, match="needs its offset"):
        sign_head(replace(HEAD, at=datetime(2026, 11, 22)), KEYS[0])  # noqa: DTZ001


def test_a_key_of_another_curve_is_refused() -> None:
    with pytest.raises(UnusableKey):
        sign_head(HEAD, ec.derive_private_key(7, ec.SECP384R1()))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"head":{"log":1,"size":1,"root":"zz","at":"x"}}'])
def test_what_is_no_head_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedList):
        SignedHead.from_json(data)


def test_canonical_json_is_sorted_compact_and_utf_8() -> None:
    value: Value = {"b": [1, True, None], "a": "陳\n\u007f\u0001", "é": {}, "": ()}

    assert canonical_json(value) == '{"":[],"a":"陳\\n\u007f\\u0001","b":[1,true,null],"é":{}}'.encode()


def test_keys_are_sorted_as_rfc_8785_sorts_them() -> None:
    value = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "ö": 7}

    assert (
        canonical_json(value) == '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\U0001f600":5,"\ufb33":3}'.encode()
    )


@pytest.mark.parametrize(
    "value", [1.5, 2**53, {"a": float("nan")}, {1: 2}, {"a": b"x"}, "\ud800", {"\ud800": 1}, {1}]
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(UncanonicalValue) as refused:
        canonical_json(value)  # type: ignore[arg-type]

    assert isinstance(refused.value, SealError)


@given(st.dictionaries(st.text(max_size=5), st.integers(-5, 5) | st.booleans() | st.none(), max_size=6))
def test_the_order_of_keys_makes_no_difference(value: dict[str, int | None]) -> None:
    backwards = dict(reversed(value.items()))

    assert canonical_json(value) == canonical_json(backwards)
