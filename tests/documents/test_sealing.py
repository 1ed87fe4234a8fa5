import os

import pytest

from kaitak.service.documents import sealing
from kaitak.service.documents.sealing import SealBroken, new_wrapped_key, seal, unseal, unwrap

KEY = bytes(range(32))


def test_what_was_sealed_is_unsealed() -> None:
    content = os.urandom(100_000)

    sealed = seal(content, key=KEY, name="a/original")

    assert unseal(sealed, key=KEY, name="a/original") == content
    assert content[:50] not in sealed
    assert len(sealed) == len(content) + 32
    assert seal(content, key=KEY, name="a/original") != sealed


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_an_altered_file_is_refused(place: int) -> None:
    sealed = bytearray(seal(b"content", key=KEY, name="a/original"))
    sealed[place] ^= 1

    with pytest.raises(SealBroken, match="a/original"):
        unseal(bytes(sealed), key=KEY, name="a/original")


def test_a_file_cannot_stand_in_for_another() -> None:
    sealed = seal(b"content", key=KEY, name="a/original")

    with pytest.raises(SealBroken):
        unseal(sealed, key=KEY, name="b/original")


def test_each_case_has_a_key_of_its_own_wrapped_for_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = new_wrapped_key("one")

    assert len(unwrap(wrapped, case="one")) == 32
    assert unwrap(new_wrapped_key("two"), case="two") != unwrap(wrapped, case="one")
    with pytest.raises(SealBroken):
        unwrap(wrapped, case="two")
    monkeypatch.setattr(sealing, "derive", lambda purpose: bytes(32))
    with pytest.raises(SealBroken):
        unwrap(wrapped, case="one")
