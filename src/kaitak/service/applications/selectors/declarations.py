"""What a party declares on signing."""

from dataclasses import dataclass
from datetime import datetime

from kaitak import rules
from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.models import Part
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.procedures import procedure_of


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration in force for a part: show ``text``, and sign over ``id`` and ``version``."""

    id: str
    version: str
    text: str
    language: str


def declaration_of(part: Part, at: datetime, language: str) -> Declared | None:
    """Return the declaration of the part's party on the day of ``at``, its figures filled in."""
    policy, day = policy_of(part.group), hong_kong_day(at)
    declaration = procedure_of(part.group).declaration_of(part.kind)
    if declaration is None:
        return None
    wording = declaration.on(day)
    lang = rules.language(language)
    return Declared(declaration.id, wording.name, policy.say(wording.text, lang, day), lang)
