"""Whether a seal is genuine, and what that is worth on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kaitak.seal import sealing, signatures
from kaitak.seal.cancelled import CancelledList
from kaitak.seal.errors import MalformedSeal
from kaitak.seal.facts import Seal
from kaitak.seal.trust import Trusted, TrustList


class Fault(StrEnum):
    """Why a seal is not genuine."""

    MALFORMED = "malformed"
    UNKNOWN_SIGNER = "unknown_signer"
    WRONG_SIGNATURE = "wrong_signature"
    SIGNER_OUT_OF_TIME = "signer_out_of_time"
    SIGNER_WITHDRAWN = "signer_withdrawn"


class Cancelled(StrEnum):
    """What is known of a cancellation."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class Timing(StrEnum):
    """Where the day of asking lies to the days the seal speaks of."""

    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer about one seal on one day.

    ``seal`` is there whenever the bytes could be read, so that a forgery can be shown for what it
    claims; only with ``genuine`` is any of it true. ``fault`` says why it is not.
    """

    day: date
    fault: Fault | None
    seal: Seal | None
    cancelled: Cancelled = Cancelled.UNKNOWN
    cancelled_on: date | None = None
    list_as_of: datetime | None = None

    @property
    def genuine(self) -> bool:
        """Return whether a believed signer made exactly this seal."""
        return self.fault is None

    @property
    def specimen(self) -> bool:
        """Return whether it is a specimen, which permits nothing."""
        return self.seal is not None and self.seal.specimen

    @property
    def timing(self) -> Timing | None:
        """Return whether the day lies from the issue to the last day the seal speaks of."""
        if self.seal is None:
            return None
        if self.day < self.seal.issued_on:
            return Timing.BEFORE
        return Timing.WITHIN if self.day <= self.seal.last_day else Timing.AFTER

    @property
    def usable(self) -> bool:
        """Return whether it is genuine, no specimen, in time and not known to be cancelled."""
        timely = self.timing is Timing.WITHIN
        return self.genuine and not self.specimen and timely and self.cancelled is not Cancelled.YES


def verify(data: bytes, trust: TrustList, cancelled: CancelledList | None, day: date) -> Verdict:
    """Return the verdict on a seal's bytes; bytes of any kind have one."""
    try:
        seal = sealing.read(data)
    except MalformedSeal:
        return Verdict(day=day, fault=Fault.MALFORMED, seal=None)
    fault = _fault(seal, trust.find(seal))
    if fault is not None or cancelled is None or seal.number is None:
        return Verdict(day=day, fault=fault, seal=seal)
    return _with_list(seal, cancelled, day)


def _fault(seal: Seal, trusted: Trusted | None) -> Fault | None:
    if trusted is None:
        return Fault.UNKNOWN_SIGNER
    if not signatures.holds(trusted.public_key, seal.signature, seal.signed):
        return Fault.WRONG_SIGNATURE
    if not trusted.first_day <= seal.signed_on <= trusted.last_day:
        return Fault.SIGNER_OUT_OF_TIME
    if trusted.withdrawn_on is not None:
        return Fault.SIGNER_WITHDRAWN
    return None


def _with_list(seal: Seal, cancelled: CancelledList, day: date) -> Verdict:
    number = seal.number or ""
    since = cancelled.cancelled_on(number) if cancelled.issuer == seal.issuer else None
    known = Cancelled.NO if cancelled.speaks_of(seal.issuer, seal.issued_on) else Cancelled.UNKNOWN
    return Verdict(
        day=day,
        fault=None,
        seal=seal,
        cancelled=Cancelled.YES if since is not None else known,
        cancelled_on=since,
        list_as_of=cancelled.as_of,
    )
