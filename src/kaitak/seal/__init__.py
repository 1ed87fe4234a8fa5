"""Seal e-Visas so that anybody can tell a genuine one from its code alone, and logs so that none is altered.

``sign`` writes facts into a visible digital seal (ICAO Doc 9303 part 13), ``read`` takes one apart,
``verify`` answers about it. ``kaitak.seal.merkle`` and ``kaitak.seal.heads`` keep logs. Nothing here
reads a clock, a network or a setting; ``docs/seal.md`` describes the formats.
"""

from kaitak.seal.cancelled import CancelledList, publish
from kaitak.seal.canonical import canonical_json
from kaitak.seal.errors import (
    ForgedList,
    MalformedList,
    MalformedSeal,
    NoSealFound,
    SealError,
    UncanonicalValue,
    UnknownLeaf,
    UnreadablePicture,
    UnsealableFact,
    UnusableKey,
)
from kaitak.seal.facts import SPECIMEN_ISSUER, Duration, Facts, Holder, Kind, Seal, plain_number
from kaitak.seal.heads import Head, SignedHead, sign_head
from kaitak.seal.keys import SPECIMEN, Authority, Issuer, Signer, new_authority
from kaitak.seal.sealing import from_text, read, sign
from kaitak.seal.trust import Trusted, TrustList
from kaitak.seal.verdict import Cancelled, Fault, Timing, Verdict, verify

__all__ = [
    "SPECIMEN",
    "SPECIMEN_ISSUER",
    "Authority",
    "Cancelled",
    "CancelledList",
    "Duration",
    "Facts",
    "Fault",
    "ForgedList",
    "Head",
    "Holder",
    "Issuer",
    "Kind",
    "MalformedList",
    "MalformedSeal",
    "NoSealFound",
    "Seal",
    "SealError",
    "SignedHead",
    "Signer",
    "Timing",
    "TrustList",
    "Trusted",
    "UncanonicalValue",
    "UnknownLeaf",
    "UnreadablePicture",
    "UnsealableFact",
    "UnusableKey",
    "Verdict",
    "canonical_json",
    "from_text",
    "new_authority",
    "plain_number",
    "publish",
    "read",
    "sign",
    "sign_head",
    "verify",
]
