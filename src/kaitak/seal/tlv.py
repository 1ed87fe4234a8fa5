"""The message zone of a seal: features one after another, each a tag, a length and a value."""

from collections.abc import Iterable, Iterator

from kaitak.seal.errors import MalformedSeal, UnsealableFact

SIGNATURE = 0xFF
_SHORT = 0x80
_LONG = 0x81


def write(features: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the features in order; lengths from 128 take the second byte DER gives them."""
    return b"".join(bytes((tag,)) + _length(tag, value) + value for tag, value in features)


def read(data: bytes, start: int) -> Iterator[tuple[int, bytes, int]]:
    """Yield tag, value and place of each feature from ``start`` on; the last must end with the data."""
    place = start
    while place < len(data):
        tag, opened = data[place], place
        length, place = _read_length(data, place + 1)
        if place + length > len(data):
            raise MalformedSeal("A feature is longer than what is left of the seal.", tag=tag)
        yield tag, data[place : place + length], opened
        place += length


def _length(tag: int, value: bytes) -> bytes:
    if len(value) < _SHORT:
        return bytes((len(value),))
    if len(value) > 0xFF:
        raise UnsealableFact(
            f"Feature {tag:#04x} has {len(value)} bytes; 255 is the most.", fact=f"{tag:#04x}"
        )
    return bytes((_LONG, len(value)))


def _read_length(data: bytes, place: int) -> tuple[int, int]:
    if place >= len(data):
        raise MalformedSeal("The seal ends in the middle of a feature.", place=place)
    if data[place] < _SHORT:
        return data[place], place + 1
    if data[place] != _LONG or place + 1 >= len(data) or data[place + 1] < _SHORT:
        raise MalformedSeal("A feature's length is not written as DER writes it.", place=place)
    return data[place + 1], place + 2
