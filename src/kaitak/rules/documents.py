"""The document slots that apply to a person: required, optional, exempt, or not known yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules.assessment import dates_of
from kaitak.rules.findings import figure_text
from kaitak.rules.matter import Matter
from kaitak.rules.policy import Policy
from kaitak.rules.procedures import DocumentRule
from kaitak.rules.profile import Person, check_profile
from kaitak.rules.texts import Text
from kaitak.rules.trace import UNPUBLISHED_ONLY
from kaitak.rules.values import conjoin, negate


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a document; ``required`` is ``None`` while it depends on what is not known yet.

    Where it depends on nothing that could be told, ``why`` is empty: whether it is required is not published.
    """

    id: str
    party: str
    title: str
    shows: str
    max_files: int
    required: bool | None
    why: tuple[str, ...]
    exempt_because: str
    source: Mapping[str, str]

    @property
    def state(self) -> str:
        """Return ``required``, ``optional``, ``exempt`` or ``unknown``."""
        if self.exempt_because:
            return "exempt"
        return {True: "required", False: "optional", None: "unknown"}[self.required]


def document_slots(
    policy: Policy,
    scheme: str,
    procedure: str,
    profile: Mapping[str, Any],
    *,
    day: date | None,
    party: str | None = None,
    place: str = "",
    lang: str = "en",
) -> list[Slot]:
    """Return the slots of a procedure that are there for a person, exempt ones included.

    ``party`` keeps one party's slots; ``place`` is where a dependant stands in the profile
    (``family.children[0]``). ``why`` names the places in the profile that an open answer waits for.
    """
    check_profile(policy, profile)
    matter = Matter(policy, Person(profile, place, scheme), dates_of(profile, day=day))
    rules = [one for one in policy.procedure(scheme, procedure).documents if party in (None, one.party)]
    slots = [_slot(matter, rule, lang) for rule in rules if day is None or rule.holds_on(day)]
    return [slot for slot in slots if slot is not None]


def _slot(matter: Matter, rule: DocumentRule, lang: str) -> Slot | None:
    there = matter.outcomes(rule.when) if rule.when else None
    if there is not None and there.value is False:
        return None
    exempt = matter.outcomes(rule.unless) if rule.unless else None
    required = matter.outcomes(rule.required)
    value = conjoin(
        [
            required.value,
            True if there is None else there.value,
            True if exempt is None else negate(exempt.value),
        ]
    )
    waits = [known.why for known in (there, exempt, required) if known is not None and known.value is None]
    is_exempt = exempt is not None and exempt.value is True
    return Slot(
        id=rule.id,
        party=rule.party,
        title=_said(matter, rule.title, lang),
        shows=_said(matter, rule.shows, lang),
        max_files=rule.max_files,
        required=value,
        why=tuple(sorted(frozenset[str]().union(*waits) - UNPUBLISHED_ONLY)) if value is None else (),
        exempt_because=(_said(matter, rule.exempt_because, lang) or "exempt") if is_exempt else "",
        source=matter.policy.cite(rule.source, rule.at, rule.confidence),
    )


def _said(matter: Matter, text: Text | None, lang: str) -> str:
    return text.fill(lang, lambda figure: figure_text(matter, figure, lang)) if text else ""
