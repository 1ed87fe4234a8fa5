"""What a sent page means: an answer, a skip, a change, a step back, the result."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms

from kaitak.rules import Fact, Policy
from kaitak.service.pages.carried import Interview, read
from kaitak.service.pages.questions import with_record, without_record
from kaitak.service.portals.public.interview.questions import (
    NONE_OF_THEM,
    PurposeForm,
    kinds_of,
    question,
    record_question,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The interview after what was sent, and what is to be shown: a fact's question, the result, or what comes next.

    ``form`` is the sent form where something in it was wrong; ``index`` the record being changed; ``unchosen`` is a
    name's question sent without an answer; ``outlook`` the route of which is asked what could change its answer.
    """

    interview: Interview
    fact: Fact | None = None
    form: forms.BaseForm | None = None
    index: int | None = None
    wants_result: bool = False
    unchosen: bool = False
    outlook: str = ""


def taken(policy: Policy, data: Mapping[str, Any], day: date, language: str) -> Turn:
    """Return what follows from a sent page."""
    interview = read(data.get("answers", ""), policy, day)
    action, _colon, detail = str(data.get("go", "answer")).partition(":")
    fact = policy.facts.get(detail if action == "change" else str(data.get("fact", "")))
    if action == "result":
        return Turn(interview, wants_result=True)
    if action == "outlook" and detail in policy.routes and not policy.routes[detail].person:
        return Turn(interview, wants_result=True, outlook=detail)
    if action == "meant":
        return _meant(interview, data)
    if action == "back":
        return _back(policy, interview)
    if fact is None:
        return _purpose(policy, interview, data)
    if action == "change":
        return Turn(interview, fact)
    if action == "skip":
        return Turn(interview.left_open(fact.name))
    if fact.kind == "records":
        return _record(policy, interview, fact, action, detail, data, day, language)
    return _answer(policy, interview, fact, data, day, language)


def _meant(interview: Interview, data: Mapping[str, Any]) -> Turn:
    """Take the name that was meant; it is asked again where none was chosen."""
    chosen = str(data.get("meant", ""))
    if not chosen:
        return Turn(interview, unchosen=True)
    return Turn(interview.meant(str(data.get("place", "")), "" if chosen == NONE_OF_THEM else chosen))


def _purpose(policy: Policy, interview: Interview, data: Mapping[str, Any]) -> Turn:
    form = PurposeForm(kinds_of(policy, interview.scheme), data)
    if form.is_valid():
        return Turn(replace(interview, purpose=form.cleaned_data["purpose"]))
    return Turn(replace(interview, purpose=""), form=form)


def _back(policy: Policy, interview: Interview) -> Turn:
    """Return to the question answered last, its answer shown."""
    if not interview.answers:
        return Turn(replace(interview, purpose=""))
    last = list(interview.answers)[-1]
    return Turn(interview, policy.facts[last])


def _answer(
    policy: Policy, interview: Interview, fact: Fact, data: Mapping[str, Any], day: date, language: str
) -> Turn:
    form = question(policy, fact, interview, day, language, data)
    if form.is_valid():
        return Turn(interview.answered(fact.name, form.answers()[fact.name]))
    return Turn(interview, fact, form)


def _typed(fact: Fact, data: Mapping[str, Any]) -> bool:
    """Say whether something was typed into the record's form, which is then not thrown away."""
    return any(value for key, value in data.items() if key.partition("-")[0] in fact.fields)


def _record(
    policy: Policy,
    interview: Interview,
    fact: Fact,
    action: str,
    detail: str,
    data: Mapping[str, Any],
    day: date,
    language: str,
) -> Turn:
    records = interview.answers.get(fact.name) or []
    index = int(detail) if detail.isdigit() and int(detail) < len(records) else None
    if action == "none" and not _typed(fact, data):
        return Turn(interview.answered(fact.name, records))
    if action == "remove" and index is not None:
        return Turn(interview.answered(fact.name, without_record(records, index)), fact)
    if action == "edit" and index is not None:
        return Turn(interview, fact, index=index)
    changed = str(data.get("index", ""))
    place = int(changed) if changed.isdigit() and int(changed) < len(records) else None
    form = record_question(policy, fact, day, language, None, data)
    if not form.is_valid():
        return Turn(interview, fact, form, place)
    interview = interview.answered(fact.name, with_record(records, form.record(), index=place))
    return Turn(interview, fact if action == "another" else None)
