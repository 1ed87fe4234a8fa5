"""A verdict on a seal in plain words."""

from collections.abc import Iterator

from kaitak.seal import Cancelled, Fault, Holder, Kind, Seal, Timing, Verdict

CUT = "perhaps: the seal holds the first 39 letters; what is printed may go on"
_FAULTS = {
    Fault.MALFORMED: "these bytes are not the seal of a visa.",
    Fault.UNKNOWN_SIGNER: "no public key you have is the one it names. Fetch the newest list from /verify/keys.",
    Fault.WRONG_SIGNATURE: "its signature does not hold. What it says was altered, or somebody else made it.",
    Fault.SIGNER_OUT_OF_TIME: "it was signed on a day on which its key may not sign.",
    Fault.SIGNER_WITHDRAWN: "its key was withdrawn, and nothing it signed counts any more.",
}
_KINDS = {
    Kind.ENTRY: "visa / entry permit",
    Kind.EXTENSION: "extension of stay",
    Kind.CONDITION: "change of conditions of stay",
}
_HOLDERS = {Holder.PRINCIPAL: "applicant", Holder.DEPENDANT: "dependant"}
_WIDTH = 16


def in_words(verdict: Verdict) -> str:
    """Return what a person needs to know, the answer first."""
    lines = [_answer(verdict)]
    if verdict.seal is not None:
        if not verdict.genuine:
            lines.append("It claims, and none of it can be relied on:")
        pairs = [*_pairs(verdict.seal), *_standing(verdict)]
        lines += [f"  {label.ljust(_WIDTH)}{value}" for label, value in pairs if value]
    return "\n".join(lines)


def _answer(verdict: Verdict) -> str:
    if verdict.fault is not None:
        return f"NOT GENUINE: {_FAULTS[verdict.fault]}"
    if verdict.cancelled is Cancelled.YES:
        return (
            f"CANCELLED since {verdict.cancelled_on}. The seal is genuine, but it permits nothing any more."
        )
    if verdict.specimen:
        return "Genuine, but a SPECIMEN: it permits nobody to enter or to stay."
    return "GENUINE"


def _pairs(seal: Seal) -> Iterator[tuple[str, str]]:
    yield "e-Visa", seal.number or ""
    yield "Kind", _kind(seal)
    yield "Surname", seal.surname
    yield "Given names", seal.given_names
    yield "Name cut", CUT if seal.name_may_be_cut else ""
    yield "In Chinese", seal.chinese_name
    yield "Born", f"{seal.date_of_birth}, sex {seal.sex}, nationality {seal.nationality}"
    yield "Travel document", seal.travel_document
    yield "Issued", f"{seal.issued_on} by {seal.issuer}, signed with {seal.signer} {seal.reference}"
    yield "Use by", f"{seal.use_by}{_entries(seal)}"
    yield "Stay", _stay(seal)


def _standing(verdict: Verdict) -> Iterator[tuple[str, str]]:
    if not verdict.genuine:
        return
    yield f"On {verdict.day}", _timing(verdict)
    yield "Cancelled", _cancellation(verdict)


def _kind(seal: Seal) -> str:
    if seal.kind is None or seal.holder is None:
        return "visa"
    return f"{_KINDS[seal.kind]}, {_HOLDERS[seal.holder]}, scheme {seal.scheme}"


def _entries(seal: Seal) -> str:
    if seal.entries is None or seal.kind not in {None, Kind.ENTRY}:
        return ""
    return {0: ", any number of entries", 1: ", one entry"}.get(seal.entries, f", {seal.entries} entries")


def _stay(seal: Seal) -> str:
    if seal.stay_until is not None:
        return f"until {seal.stay_until}"
    counts = ((seal.stay.years, "year"), (seal.stay.months, "month"), (seal.stay.days, "day"))
    length = ", ".join(f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in counts if count)
    return f"{length} from arrival" if seal.kind in {None, Kind.ENTRY} else length


def _timing(verdict: Verdict) -> str:
    entry = verdict.seal is not None and verdict.seal.kind is Kind.ENTRY
    return {
        Timing.BEFORE: "not yet issued",
        Timing.WITHIN: "in time",
        Timing.AFTER: "no longer usable to enter; a stay begun before is not judged here"
        if entry
        else "ended",
        None: "",
    }[verdict.timing]


def _cancellation(verdict: Verdict) -> str:
    if verdict.cancelled is Cancelled.YES:
        return f"yes, since {verdict.cancelled_on}"
    if verdict.cancelled is Cancelled.NO:
        return f"not as of {verdict.list_as_of}"
    if verdict.list_as_of is not None:
        return "cannot be known: the list is older than the e-Visa, or of another issuer"
    return "cannot be known without the list of cancelled e-Visas (--cancelled)"
