"""What a passport's machine-readable zone could answer. Facts are found by name in the policy, not by scheme."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaitak.rules import Fact
from kaitak.rules.countries import is_country
from kaitak.service.documents.passports.mrz import PassportReading

SEXES = {"M": "male", "F": "female"}


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that was read. ``doubtful`` deserves a second look."""

    fact: str
    value: object
    doubtful: bool = False


def offers_from(reading: PassportReading | None, facts: Mapping[str, Fact]) -> list[Offer]:
    """Return what a reading offers for the facts of this policy; nothing where nothing could be read."""
    if reading is None:
        return []
    born = reading.date_of_birth.isoformat() if reading.date_of_birth else None
    found = [
        Offer("family_name", reading.surname, doubtful=not reading.names_complete),
        Offer("given_names", reading.given_names, doubtful=not reading.names_complete),
        Offer("date_of_birth", born),
        Offer("sex", SEXES.get(reading.sex)),
        Offer("nationalities", [reading.nationality] if is_country(reading.nationality) else None),
        Offer("passport", reading.issued_by if is_country(reading.issued_by) else None),
        Offer("travel_document_number", reading.number, doubtful=reading.mended),
    ]
    return [offer for offer in found if offer.fact in facts and offer.value]
