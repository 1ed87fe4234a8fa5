"""A verdict as a plain document, for the command line's ``--json`` and for any interface."""

from kaitak.seal.canonical import Value
from kaitak.seal.facts import Seal
from kaitak.seal.verdict import Verdict


def as_document(verdict: Verdict) -> dict[str, Value]:
    """Return a verdict as JSON values; ``seal`` is what is claimed, true only where ``genuine``."""
    return {
        "genuine": verdict.genuine,
        "fault": verdict.fault.value if verdict.fault else None,
        "specimen": verdict.specimen,
        "usable": verdict.usable,
        "day": verdict.day.isoformat(),
        "timing": verdict.timing.value if verdict.timing else None,
        "cancelled": verdict.cancelled.value,
        "cancelled_on": verdict.cancelled_on.isoformat() if verdict.cancelled_on else None,
        "cancelled_as_of": verdict.list_as_of.isoformat() if verdict.list_as_of else None,
        "seal": _seal(verdict.seal) if verdict.seal else None,
    }


def _seal(seal: Seal) -> dict[str, Value]:
    return {
        "issuer": seal.issuer,
        "signer": seal.signer,
        "reference": seal.reference,
        "issued_on": seal.issued_on.isoformat(),
        "signed_on": seal.signed_on.isoformat(),
        "number": seal.number,
        "kind": seal.kind.code if seal.kind else None,
        "holder": seal.holder.code if seal.holder else None,
        "scheme": seal.scheme,
        "surname": seal.surname,
        "given_names": seal.given_names,
        "name_may_be_cut": seal.name_may_be_cut,
        "chinese_name": seal.chinese_name,
        "date_of_birth": seal.date_of_birth.isoformat(),
        "sex": seal.sex,
        "nationality": seal.nationality,
        "travel_document": seal.travel_document,
        "use_by": seal.use_by.isoformat(),
        "entries": seal.entries,
        "stay": {"days": seal.stay.days, "months": seal.stay.months, "years": seal.stay.years},
        "stay_until": seal.stay_until.isoformat() if seal.stay_until else None,
        "last_day": seal.last_day.isoformat(),
    }
