"""What an e-Visa says, from the signed part and the decision: the facts of its seal and the sheet that is printed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from django.conf import settings

from kaitak import seal
from kaitak.rules.countries import country_name
from kaitak.service.applications.models import Application, Part
from kaitak.service.applications.policy import policy_of
from kaitak.service.evisa.models import Evisa
from kaitak.service.notices.typesetting import EvisaSheet

LANGUAGES = ("en", "zh-Hant", "zh-Hans")


def day_of(value: object) -> date | None:
    """Return a day from a stored answer, or None."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def facts_of(evisa: Evisa, part: Part, *, issued_on: date, use_by: date) -> seal.Facts:
    """Return what the seal of an e-Visa says."""
    answers: Mapping[str, Any] = part.answers
    born = part.date_of_birth
    if born is None:
        raise ValueError(f"{part} has no date of birth; a complete part has one.")
    is_principal = evisa.application.kind == Application.Kind.PRINCIPAL
    return seal.Facts(
        number=evisa.number,
        kind=seal.Kind.ENTRY,
        holder=seal.Holder.PRINCIPAL if is_principal else seal.Holder.DEPENDANT,
        scheme=evisa.application.group.scheme,
        surname=part.surname,
        given_names=part.given_names,
        chinese_name=part.chinese_name,
        date_of_birth=born,
        sex=SEXES.get(str(answers.get("sex", "")), "X"),
        nationality=_first(answers.get("nationalities")) or str(answers.get("passport", "")),
        travel_document=str(answers.get("travel_document_number", "")),
        issued_on=issued_on,
        use_by=use_by,
        entries=1,
        stay_months=evisa.stay_months,
    )


Sex = Literal["M", "F", "X"]
SEXES: dict[str, Sex] = {"male": "M", "female": "F", "m": "M", "f": "F"}


def sheet_of(evisa: Evisa, part: Part, facts: seal.Facts) -> EvisaSheet:
    """Return the sheet that is printed."""
    group = evisa.application.group
    scheme = policy_of(group).schemes[group.scheme]
    return EvisaSheet(
        number=evisa.number,
        reference=evisa.application.reference or "",
        kind="entry",
        holder="principal" if facts.holder is seal.Holder.PRINCIPAL else "dependant",
        scheme=_texts(lambda language: scheme.title.in_language(language)),
        surname=facts.surname,
        given_names=facts.given_names,
        chinese_name=facts.chinese_name,
        date_of_birth=facts.date_of_birth,
        sex=SEXES.get(facts.sex.lower(), "X"),
        nationality=_texts(lambda language: country_name(facts.nationality, language)),
        travel_document=facts.travel_document,
        issued_on=facts.issued_on,
        use_by=facts.use_by,
        entries=facts.entries,
        stay_months=facts.stay_months,
        seal=bytes(evisa.seal or b""),
        verify_address=f"{settings.PUBLIC_URL}/verify",
    )


def _texts(write: Callable[[str], str]) -> dict[str, str]:
    return {language.lower(): write(language) for language in LANGUAGES}


def _first(value: object) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value or "")
