"""Is an e-Visa genuine: from its code, from a file that shows it, or from typed particulars."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from kaitak import seal
from kaitak.service.evisa import keys
from kaitak.service.evisa.errors import ParticularsNotFound
from kaitak.service.evisa.models import Evisa
from kaitak.service.evisa.numbers import read_number
from kaitak.service.people.services import count_attempt
from kaitak.service.vault import keyed_digest


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to: the seal's own verdict, and what this service knows of the e-Visa today."""

    verdict: seal.Verdict
    is_known: bool
    is_cancelled: bool
    cancelled_on: date | None = None


def check_code(data: bytes, *, at: datetime) -> Checked:
    """Return what a code's bytes are worth. Anything at all may be given."""
    day = localdate(at)
    verdict = seal.verify(data, keys.trust_list(day), None, day)
    number = verdict.seal.number if verdict.genuine and verdict.seal else None
    evisa = Evisa.objects.filter(number=read_number(number)).first() if number else None
    return _checked(verdict, evisa)


def check_particulars(number: str, travel_document: str, born: date, *, source: str, at: datetime) -> Checked:
    """Return what an e-Visa is worth whose particulars are typed. Raises ParticularsNotFound or TooManyAttempts."""
    count_attempt("verify", source, at=at, most=20)
    count_attempt("verify-number", seal.plain_number(number), at=at, most=10)
    digest = keyed_digest("evisa-document", seal.plain_number(travel_document))
    found = Evisa.objects.filter(
        number=read_number(number),
        document_digest=digest,
        application__part__date_of_birth=born,
        seal__isnull=False,
    ).first()
    if found is None:
        raise ParticularsNotFound
    day = localdate(at)
    return _checked(seal.verify(bytes(found.seal or b""), keys.trust_list(day), None, day), found)


def published_keys(*, at: datetime) -> bytes:
    """Return the list of public keys, for whoever verifies without a connection."""
    return keys.trust_list(localdate(at)).to_json()


def published_cancellations(*, at: datetime) -> bytes:
    """Return the signed list of cancelled e-Visas as of the minute of ``at``."""
    rows = Evisa.objects.filter(state=Evisa.State.CANCELLED).values_list("number", "cancelled_on")
    numbers = {number: day for number, day in rows if day is not None}
    moment = at - timedelta(seconds=at.second, microseconds=at.microsecond)
    return seal.publish(numbers, as_of=moment, key=keys.signer_on(localdate(at)))


def _checked(verdict: seal.Verdict, evisa: Evisa | None) -> Checked:
    is_cancelled = evisa is not None and evisa.state == Evisa.State.CANCELLED
    return Checked(verdict, evisa is not None, is_cancelled, evisa.cancelled_on if evisa else None)
