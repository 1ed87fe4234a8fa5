"""C40, the code in which a seal writes capital letters, digits and spaces: three to two bytes.

Doc 9303 part 13 takes it from DataMatrix (ISO/IEC 16022). The filler ``<`` of a machine-readable
zone is written as a space.
"""

from kaitak.seal.errors import MalformedSeal, UnsealableFact

_ALPHABET = {character: value for value, character in enumerate(" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3)}
_CHARACTERS = {value: character for character, value in _ALPHABET.items()}
_PADDING = 0
_UNLATCH = 0xFE


def encode(text: str) -> bytes:
    """Return ``text`` in C40; a single last character follows in ASCII, as the standard asks."""
    values = [_value(character, text) for character in text.replace("<", " ")]
    packed = bytearray()
    whole = len(values) - len(values) % 3
    for start in range(0, whole, 3):
        packed += _pack(values[start], values[start + 1], values[start + 2])
    rest = values[whole:]
    if len(rest) == 2:
        packed += _pack(rest[0], rest[1], _PADDING)
    elif rest:
        packed += bytes((_UNLATCH, ord(_CHARACTERS[rest[0]]) + 1))
    return bytes(packed)


def decode(data: bytes) -> str:
    """Return the text of ``data``; refuse what :func:`encode` cannot have written."""
    if len(data) % 2:
        raise MalformedSeal("C40 text has an odd number of bytes.", length=len(data))
    text = "".join(_unpack(data, start) for start in range(0, len(data), 2))
    if not _ALPHABET.keys() >= set(text) or encode(text) != data:
        raise MalformedSeal("C40 text is not in the one form it can have.", length=len(data))
    return text


def _value(character: str, text: str) -> int:
    try:
        return _ALPHABET[character]
    except KeyError:
        raise UnsealableFact(
            f"{text!r} has {character!r}; a seal writes only A to Z, 0 to 9 and spaces.",
            fact="text",
            value=text,
        ) from None


def _pack(first: int, second: int, third: int) -> bytes:
    return (first * 1600 + second * 40 + third + 1).to_bytes(2, "big")


def _unpack(data: bytes, start: int) -> str:
    if data[start] == _UNLATCH:
        return chr(max(data[start + 1] - 1, 0))
    packed = int.from_bytes(data[start : start + 2], "big") - 1
    values = (packed // 1600, packed // 40 % 40, packed % 40)
    return "".join(_CHARACTERS.get(value, "" if value == _PADDING else "?") for value in values)
