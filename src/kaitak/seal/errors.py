"""What can go wrong with a seal, a key list or a log, each with a ``code`` and its parameters.

SealError
├── MalformedSeal          the bytes are not a seal of this kind
├── UnsealableFact         a fact cannot be written into a seal
├── UnusableKey            a key cannot sign, or not on this day
├── MalformedList          a list of keys or of cancelled e-Visas cannot be read
├── ForgedList             such a list, or a log's head, does not carry the signature it must
├── UncanonicalValue       a value has no canonical JSON
├── UnknownLeaf            a proof was asked for outside a log's size
├── UnreadablePicture      a picture or PDF cannot be opened, or nothing here can read codes
└── NoSealFound            a picture shows no seal
"""


class SealError(Exception):
    """Something about a seal is wrong; ``code`` names it, ``params`` say where and what."""

    code = "seal"

    def __init__(self, message: str, **params: str | int) -> None:
        self.params = params
        super().__init__(message)


class MalformedSeal(SealError):
    """The bytes cannot be read as a visible digital seal of a visa."""

    code = "malformed_seal"


class UnsealableFact(SealError):
    """A fact does not fit its place in the seal; ``params["fact"]`` names it."""

    code = "unsealable_fact"


class UnusableKey(SealError):
    """A key is of the wrong kind, or its time of signing does not cover the day."""

    code = "unusable_key"


class MalformedList(SealError):
    """A published list is not the JSON, or the certificates, it should be."""

    code = "malformed_list"


class ForgedList(SealError):
    """A published list or head is not signed by the key that must have signed it."""

    code = "forged_list"


class UncanonicalValue(SealError):
    """A value cannot be written as canonical JSON without changing it."""

    code = "uncanonical_value"


class UnknownLeaf(SealError):
    """A log has no such leaf, or was never of such a size."""

    code = "unknown_leaf"


class UnreadablePicture(SealError):
    """The file cannot be opened, is too large, or no reader of codes is installed."""

    code = "unreadable_picture"


class NoSealFound(SealError):
    """The picture was read and shows no visible digital seal."""

    code = "no_seal_found"
