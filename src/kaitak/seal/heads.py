"""Signed heads: a log's owner says, on a moment, how long the log is and what its root is."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from kaitak.seal import signatures
from kaitak.seal.canonical import Value, canonical_json
from kaitak.seal.errors import ForgedList, MalformedList


@dataclass(frozen=True, slots=True)
class Head:
    """The name, the size and the root of a log at a moment, which carries its offset."""

    log: str
    size: int
    root: bytes
    at: datetime

    def canonical(self) -> bytes:
        """Return the bytes that are signed."""
        return canonical_json(self._document())

    def _document(self) -> dict[str, Value]:
        if self.at.tzinfo is None:
            raise MalformedList("The moment of a head needs its offset.", field="at")
        return {"at": self.at.isoformat(), "log": self.log, "root": self.root.hex(), "size": self.size}


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with a signature over its canonical JSON."""

    head: Head
    algorithm: signatures.Algorithm
    signature: bytes

    def holds(self, key: signatures.PublicKey) -> bool:
        """Return whether the signature is the key's."""
        if signatures.algorithm(key) != self.algorithm:
            return False
        return signatures.holds(key, self.signature, self.head.canonical())

    def check(self, key: signatures.PublicKey) -> Head:
        """Return the head; raise ForgedList unless the signature is the key's."""
        if not self.holds(key):
            raise ForgedList(
                f"The head of log {self.head.log!r} is not signed by this key.", log=self.head.log
            )
        return self.head

    def to_json(self) -> bytes:
        """Return the head and its signature as canonical JSON, as they are published."""
        head: Value = json.loads(self.head.canonical())
        signature = base64.b64encode(self.signature).decode("ascii")
        return canonical_json({"algorithm": self.algorithm, "head": head, "signature": signature})

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Return a published head; raise MalformedList where it is none. The signature is not checked."""
        try:
            document = json.loads(data)
            head = document["head"]
            parsed = Head(
                head["log"], head["size"], bytes.fromhex(head["root"]), datetime.fromisoformat(head["at"])
            )
            found = cls(parsed, document["algorithm"], base64.b64decode(document["signature"], validate=True))
            parsed.canonical()
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
            raise MalformedList(f"This is not a signed head: {error!r}", field="head") from error
        return found


def sign_head(head: Head, key: signatures.PrivateKey) -> SignedHead:
    """Return the head signed with an Ed25519 or P-256 key."""
    return SignedHead(head, signatures.algorithm(key), signatures.sign(key, head.canonical()))
