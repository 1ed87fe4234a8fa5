"""Canonical JSON: one value, one sequence of bytes, on any machine.

Keys sorted, no spaces, UTF-8. What it accepts it writes as RFC 8785 does; floats, and integers that
another language would round, are refused instead of formatted.
"""

import json
from collections.abc import Mapping
from typing import TypeAlias

from kaitak.seal.errors import UncanonicalValue

Value: TypeAlias = "bool | int | str | list[Value] | tuple[Value, ...] | Mapping[str, Value] | None"
_LARGEST = 2**53 - 1


def canonical_json(value: Value) -> bytes:
    """Return the one way to write ``value``; raise UncanonicalValue for what has none."""
    text = json.dumps(_ordered(value, "$"), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise UncanonicalValue("A text has half of a character (a lone surrogate).", at="$") from None


def _ordered(value: Value, at: str) -> Value:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise UncanonicalValue(f"{at} is {value}; integers beyond 2^53 are written as text.", at=at)
        return value
    if isinstance(value, Mapping):
        return {_key(key, at): _ordered(value[key], f"{at}.{key}") for key in sorted(value, key=_utf_16)}
    if isinstance(value, list | tuple):
        return [_ordered(item, f"{at}[{place}]") for place, item in enumerate(value)]
    raise UncanonicalValue(f"{at} is a {type(value).__name__}, which canonical JSON does not write.", at=at)


def _key(key: object, at: str) -> str:
    if isinstance(key, str):
        return key
    raise UncanonicalValue(f"{at} has the key {key!r}; a key is text.", at=at)


def _utf_16(key: object) -> bytes:
    return str(key).encode("utf-16-be", "surrogatepass")
