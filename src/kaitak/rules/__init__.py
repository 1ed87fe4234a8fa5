"""The rules: load a policy, ask it about a person on a day. Pure Python; knows no clock, network or settings.

    policy = load_policy()
    answer = assess(policy, {"applicant": {"date_of_birth": "1990-05-01"}}, day=date(2026, 3, 1))

Everything public is here, and imported when it is first used. What a policy is: ``docs/policy_format.md``;
how it is reckoned with: ``docs/rules.md``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kaitak.rules.answers import check_value, is_unexpected
    from kaitak.rules.assessment import assess
    from kaitak.rules.calendar import Calendar, OfficeHours
    from kaitak.rules.changed.all import changes
    from kaitak.rules.changed.change import Change
    from kaitak.rules.comparison.compare import compare
    from kaitak.rules.deciding import decide, derive
    from kaitak.rules.documents import Slot, document_slots
    from kaitak.rules.errors import FactError, Fault, InputError, PolicyFault, RulesError, UnknownName
    from kaitak.rules.fees import fees_due
    from kaitak.rules.forms import (
        missing_answers,
        place_of,
        profile_of,
        route_of,
        visible_facts,
        visible_pages,
    )
    from kaitak.rules.history import criterion_history
    from kaitak.rules.improving.improve import improve
    from kaitak.rules.interview.ask import ask, next_questions
    from kaitak.rules.interview.questions import Question
    from kaitak.rules.loading.given import policy_under
    from kaitak.rules.loading.load import load_policy, packaged_folder, policy_from_canonical
    from kaitak.rules.model import UNSOURCED, Choice, Criterion, Fact, Figure, Quota, Route, Scheme, Source
    from kaitak.rules.policy import Policy
    from kaitak.rules.procedures import (
        Declaration,
        DeclarationText,
        DocumentRule,
        Page,
        PageFact,
        Party,
        Procedure,
    )
    from kaitak.rules.profile import check_profile
    from kaitak.rules.reasons import explained, reason
    from kaitak.rules.schemas import schema
    from kaitak.rules.texts import LANGUAGES, Text, language, write
    from kaitak.rules.turning.timeline import timeline

PUBLIC = {
    "answers": "check_value is_unexpected",
    "assessment": "assess",
    "calendar": "Calendar OfficeHours",
    "changed.all": "changes",
    "changed.change": "Change",
    "comparison.compare": "compare",
    "deciding": "decide derive",
    "documents": "Slot document_slots",
    "errors": "FactError Fault InputError PolicyFault RulesError UnknownName",
    "fees": "fees_due",
    "forms": "missing_answers place_of profile_of route_of visible_facts visible_pages",
    "history": "criterion_history",
    "improving.improve": "improve",
    "interview.ask": "ask next_questions",
    "interview.questions": "Question",
    "loading.given": "policy_under",
    "loading.load": "load_policy packaged_folder policy_from_canonical",
    "model": "UNSOURCED Choice Criterion Fact Figure Quota Route Scheme Source",
    "policy": "Policy",
    "procedures": "Declaration DeclarationText DocumentRule Page PageFact Party Procedure",
    "profile": "check_profile",
    "reasons": "explained reason",
    "schemas": "schema",
    "texts": "LANGUAGES Text language write",
    "turning.timeline": "timeline",
}
_WHERE = {name: module for module, names in PUBLIC.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value


def procedure(policy: "Policy", scheme: str, name: str) -> "Procedure":
    """Return a procedure of a scheme; raises UnknownName."""
    return policy.procedure(scheme, name)


def quotas_of(policy: "Policy", scheme: str) -> "list[Quota]":
    """Return the quotas of a scheme."""
    return policy.quotas_of(scheme)


def operator(policy: "Policy", choice: str) -> object:
    """Return the value of one of the operator's choices; raises UnknownName."""
    return policy.operator(choice)


__all__ = [
    "LANGUAGES",
    "UNSOURCED",
    "Calendar",
    "Change",
    "Choice",
    "Criterion",
    "Declaration",
    "DeclarationText",
    "DocumentRule",
    "Fact",
    "FactError",
    "Fault",
    "Figure",
    "InputError",
    "OfficeHours",
    "Page",
    "PageFact",
    "Party",
    "Policy",
    "PolicyFault",
    "Procedure",
    "Question",
    "Quota",
    "Route",
    "RulesError",
    "Scheme",
    "Slot",
    "Source",
    "Text",
    "UnknownName",
    "ask",
    "assess",
    "changes",
    "check_profile",
    "check_value",
    "compare",
    "criterion_history",
    "decide",
    "derive",
    "document_slots",
    "explained",
    "fees_due",
    "improve",
    "is_unexpected",
    "language",
    "load_policy",
    "missing_answers",
    "next_questions",
    "operator",
    "packaged_folder",
    "place_of",
    "policy_from_canonical",
    "policy_under",
    "procedure",
    "profile_of",
    "quotas_of",
    "reason",
    "route_of",
    "schema",
    "timeline",
    "visible_facts",
    "visible_pages",
    "write",
]
